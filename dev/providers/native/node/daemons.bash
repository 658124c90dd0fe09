# The long-lived programs of a native node and their flags. Sourced by run.
# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of run and settings.bash

declare -A daemons=()
pki=/etc/kubernetes/pki

# Starts a program in the background with a log of its own.
start() { # NAME COMMAND...
  local name=$1
  shift
  "$@" </dev/null &>>"/var/log/node/$name.log" &
  daemons[$!]=$name
}

start_etcd() {
  # A throw-away cluster need not survive a power cut, so etcd need not wait for the disk.
  start etcd etcd --data-dir /var/lib/etcd --unsafe-no-fsync \
    --listen-client-urls http://127.0.0.1:2379 --advertise-client-urls http://127.0.0.1:2379 \
    --listen-peer-urls http://127.0.0.1:2380
}

start_apiserver() {
  start kube-apiserver kube-apiserver --etcd-servers http://127.0.0.1:2379 --secure-port 6443 \
    --advertise-address "$node_ip" --service-cluster-ip-range "$service_network" --allow-privileged \
    --authorization-mode Node,RBAC --enable-admission-plugins NodeRestriction --client-ca-file $pki/ca.crt \
    --tls-cert-file $pki/apiserver.crt --tls-private-key-file $pki/apiserver.key \
    --service-account-issuer https://kubernetes.default.svc.cluster.local \
    --service-account-key-file $pki/sa.pub --service-account-signing-key-file $pki/sa.key \
    --kubelet-preferred-address-types InternalIP --kubelet-certificate-authority $pki/ca.crt \
    --kubelet-client-certificate $pki/admin.crt --kubelet-client-key $pki/admin.key
}

start_containerd() {
  mkdir -p /etc/containerd
  render containerd.toml >/etc/containerd/config.toml
  start containerd containerd
}

start_controllers() {
  # with the default rate the controllers' accounts alone take it 5 s to start
  start kube-controller-manager kube-controller-manager --kubeconfig /etc/kubernetes/kube-controller-manager.conf \
    --leader-elect=false --kube-api-qps 200 --kube-api-burst 400 --use-service-account-credentials \
    --root-ca-file $pki/ca.crt \
    --service-account-private-key-file $pki/sa.key --allocate-node-cidrs --cluster-cidr "$pod_network" \
    --service-cluster-ip-range "$service_network" --node-cidr-mask-size 24 \
    --cluster-signing-cert-file $pki/ca.crt --cluster-signing-key-file $pki/ca.key
  start kube-scheduler kube-scheduler --kubeconfig /etc/kubernetes/kube-scheduler.conf --leader-elect=false
  # conntrack's limits are the whole machine's, not the node's: they stay as they are
  start kube-proxy kube-proxy --kubeconfig /etc/kubernetes/kube-proxy.conf --hostname-override "$node" \
    --cluster-cidr "$pod_network" --proxy-mode iptables --conntrack-max-per-core 0 \
    --conntrack-tcp-timeout-established 0 --conntrack-tcp-timeout-close-wait 0
  render kubelet.yaml >/etc/kubernetes/kubelet.yaml
  # kubelet 1.34 refuses cgroup version 1 unless told otherwise
  [[ -e /sys/fs/cgroup/cgroup.controllers ]] || echo 'failCgroupV1: false' >>/etc/kubernetes/kubelet.yaml
  start_kubelet
}

start_kubelet() {
  start kubelet kubelet --config /etc/kubernetes/kubelet.yaml --kubeconfig /etc/kubernetes/kubelet.conf \
    --hostname-override "$node" --node-ip "$node_ip"
}

# Waits for a condition, as long as all programs live.
await() { # SECONDS WHAT COMMAND...
  local deadline=$((SECONDS + $1)) what=$2 pid
  shift 2
  until "$@" &>/dev/null; do
    for pid in "${!daemons[@]}"; do
      kill -0 "$pid" 2>/dev/null || fail "${daemons[$pid]}" 'ended while the node started'
    done
    ((SECONDS < deadline)) || fail "$what" "did not come in time"
    sleep 0.1
  done
}

# Waits until any program ends that is not to start again, then tells which.
wait_for_an_end() {
  local ended name
  while true; do
    wait -n -p ended "${!daemons[@]}" || true
    name=${daemons[$ended]}
    unset "daemons[$ended]"
    rm "/etc/kubernetes/restart-$name" 2>/dev/null || fail "$name" 'ended'
    case $name in
      kubelet) start_kubelet ;;
      kube-apiserver) start_apiserver ;;
    esac
  done
}

# Leaves the reason where the host finds it, and ends the node.
fail() { # NAME REASON
  {
    echo "$1 $2"
    tail -n 15 "/var/log/node/$1.log" 2>/dev/null || true
  } >/etc/kubernetes/failure
  exit 1
}
