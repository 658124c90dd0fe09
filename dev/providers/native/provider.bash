# The native provider, on the host: one node of real Kubernetes in its own namespaces. Sourced by dev/cluster.
# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of common.bash, settings.bash and dev/cluster

native=$providers/native
# shellcheck source=dev/providers/debian.bash
source "$providers/debian.bash"
# shellcheck source=dev/providers/native/build.bash
source "$native/build.bash"
# shellcheck source=dev/providers/native/node/images.bash
source "$native/node/images.bash"
# shellcheck source=dev/providers/namespaces/host.bash
source "$providers/namespaces/host.bash"
# shellcheck source=dev/providers/native/load.bash
source "$native/load.bash"

start_seconds=90

cluster_up() {
  local turn
  mkdir -p "$cache"
  exec {turn}>"$cache/cluster-$name.lock"
  take_turn "$turn"
  if supervised; then
    await_start $start_seconds
    note "$name is up already"
    return
  fi
  ((workers == 0)) || die "the native provider makes one node; for more, try: dev/cluster --provider kind --workers $workers up"
  check_host
  native_build
  remove_leftovers
  set_networks "${REVISOR_CLUSTER_NETWORK:-10.213}"
  check_network
  note "starting $name"
  prepare_state "$native/node" "$node_tree"
  ln -s "$programs" "$state/programs"
  start_supervised $start_seconds "$pod_network" "$service_network"
  note "$name is up after $SECONDS s; kubeconfig: $state/etc/admin.conf"
}

cluster_down() {
  need_root
  end_supervised
  remove_leftovers
  note "$name is down"
}

cluster_status() {
  if ! supervised; then
    echo "cluster $name: down"
    return 1
  fi
  set_networks "$(<"$state/network")"
  cat <<TEXT
cluster $name: $(if [[ -e $state/etc/ready ]]; then echo up; else echo starting; fi)
  provider      native, process $(<"$state/supervisor.pid")
  versions      Kubernetes $KUBERNETES_VERSION, etcd $ETCD_VERSION, CoreDNS $COREDNS_VERSION, Debian $DEBIAN_RELEASE
  addresses     API server https://$node_ip:6443, Services $service_network, pods $pod_network, this machine $host_ip
  kubeconfig    $state/etc/admin.conf
  logs          $state/var/log/node
TEXT
  [[ -e $state/etc/ready ]] && in_node kubectl --kubeconfig /etc/kubernetes/admin.conf get nodes
}

cluster_kubeconfig() {
  supervised || die "$name is down; start it with: dev/cluster up"
  echo "$state/etc/admin.conf"
}

# Process 1 of the node starts a program again that it was told of before it ends.
cluster_restart() { # kubelet|kube-apiserver
  need_root
  supervised || die "$name is down; start it with: dev/cluster up"
  touch "$state/etc/restart-$1"
  in_node pkill -KILL -x "$1"
}
