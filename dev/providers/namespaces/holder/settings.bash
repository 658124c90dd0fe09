# Names and numbers that the two sides of a file tree in namespaces of its own share, the host's and its own. Sourced.
# shellcheck shell=bash
# shellcheck disable=SC2034 # read by the scripts that source this file

# All networks lie in one block, so that one look at the host's routes tells whether it is free.
set_networks() { # FIRST_TWO_NUMBERS
  network_block=$1.0.0/16
  pod_network=$1.0.0/18
  service_network=$1.64.0/20
  nodes_network=$1.128.0/24
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

# Gives the commands of iptables, which Debian's packages name when installed, the kernel's flavour.
choose_iptables() { # FOLDER
  local command flavour=nft
  iptables-nft -t nat -L -n &>/dev/null || flavour=legacy
  for command in iptables iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore; do
    ln -sf "xtables-$flavour-multi" "$1/$command"
  done
}
