# Names and numbers that the host's side and the node's side of the native provider share. Sourced.
# shellcheck shell=bash
# shellcheck disable=SC2034 # read by the scripts that source this file

pause_image=localhost/pause:dev
coredns_image=localhost/coredns:dev

# The three networks lie in one block, so that one look at the host's routes tells whether it is free.
set_networks() { # FIRST_TWO_NUMBERS
  network_block=$1.0.0/16
  pod_network=$1.0.0/18
  service_network=$1.64.0/20
  api_service_ip=$1.64.1
  dns_service_ip=$1.64.10
  host_ip=$1.255.1
  node_ip=$1.255.2
}

# Removes the cgroups of an ended node, wherever the hierarchies are mounted; the kernel needs a moment to see
# them empty.
remove_cgroups() { # NAME
  local folder
  for folder in /sys/fs/cgroup/{,*/}"revisor-$1"; do
    for _ in {1..50}; do
      find "$folder" -depth -type d -exec rmdir {} + 2>/dev/null || true
      [[ -e $folder ]] || break
      sleep 0.1
    done
  done
}
