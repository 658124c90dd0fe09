# An image with kube-network-policies, which enforces NetworkPolicies. Sourced after common.bash and images/archive.bash.
# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of common.bash

network_policies_module=$providers/network-policies

# Prints the path of the image's archive, made unless it is cached.
network_policies_archive() {
  local archive
  require_go
  archive=$cache/images/network-policies-$(fingerprint "$network_policies_module"/{go.mod,go.sum,build.bash} \
    "$(go env GOVERSION GOARCH)").tar
  cached "$archive" make_network_policies_image
  echo "$archive"
}

make_network_policies_image() { # OUT
  local folder
  note 'building kube-network-policies from its Go module: up to 3 minutes the first time'
  folder=$(mktemp -d)
  (cd "$network_policies_module" && CGO_ENABLED=0 GOFLAGS='' GOWORK=off \
    go build -mod=readonly -trimpath -buildvcs=false -gcflags=all=-dwarf=false -ldflags='-s -w' \
    -o "$folder/kube-network-policies" sigs.k8s.io/kube-network-policies/cmd/kube-network-policies/standard)
  program_image localhost/revisor-network-policies:dev "$folder/kube-network-policies" "$1"
  rm -r "$folder"
}
