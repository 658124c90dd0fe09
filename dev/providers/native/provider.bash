# The native provider, on the host: one node of real Kubernetes in its own namespaces. Sourced by dev/cluster.
# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of common.bash, settings.bash and dev/cluster

native=$providers/native
# shellcheck source=dev/providers/native/node/settings.bash
source "$native/node/settings.bash"
# shellcheck source=dev/providers/debian.bash
source "$providers/debian.bash"
# shellcheck source=dev/providers/native/build.bash
source "$native/build.bash"
# shellcheck source=dev/providers/native/host.bash
source "$native/host.bash"
# shellcheck source=dev/providers/native/load.bash
source "$native/load.bash"

state=$state_home/cluster-$name
start_seconds=90

cluster_up() {
  local turn
  mkdir -p "$cache"
  exec {turn}>"$cache/cluster-$name.lock"
  take_turn "$turn"
  if supervised; then
    await_start
    note "$name is up already"
    return
  fi
  check_host
  native_build
  remove_leftovers
  set_networks "${REVISOR_CLUSTER_NETWORK:-10.213}"
  check_network
  note "starting $name"
  prepare_state
  setsid --fork "$state/node/supervise" "$state" </dev/null &>"$state/supervise.log"
  await_start
  note "$name is up after $SECONDS s; kubeconfig: $state/etc/admin.conf"
}

cluster_down() {
  need_root
  if supervised; then kill "$(<"$state/supervisor.pid")"; fi
  await "the node to end" 20 ended
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
