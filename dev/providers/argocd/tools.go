//go:build tools

// Package tools names the program that this module is for, so that go.mod and go.sum cover it.
package tools

import _ "github.com/argoproj/argo-cd/v2/cmd"
