# What the native node is made of, each part made once and kept in the cache. Sourced by provider.bash.
# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of common.bash, binaries.bash and provider.bash

node_packages=(containerd runc containernetworking-plugins iptables iproute2 mount util-linux
  bash coreutils grep sed procps openssl)

# Makes all parts, the slow compiler beside the downloads.
native_build() {
  local tools
  programs=$(programs_folder)
  node_tree=$cache/node-$DEBIAN_RELEASE-$(fingerprint "${node_packages[@]}" "$(dpkg --print-architecture)")
  build_programs "$programs" "${api_programs[@]}" "${node_programs[@]}" &
  local compiler=$!
  cached "$node_tree" make_node_tree &
  local downloads=$!
  tools=$(tools_folder)
  join "$downloads" "$compiler"
  [[ -e $programs/kubectl ]] || ln -f "$tools/kubectl" "$programs/kubectl"
  cached "$programs/pause.tar" program_image "$pause_image" "$programs/pause"
  cached "$programs/coredns.tar" program_image "$coredns_image" "$programs/coredns"
}

# The node's file tree: containerd and what it and Kubernetes call, from Debian.
make_node_tree() { # FOLDER
  note "unpacking the node's Debian packages"
  debian_tree extract "$(IFS=, && echo "${node_packages[*]}")" "$1"
}
