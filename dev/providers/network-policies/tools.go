//go:build tools

// Package tools names the program that this module is for, so that go.mod and go.sum cover it.
package tools

import _ "sigs.k8s.io/kube-network-policies/cmd/kube-network-policies/standard"
