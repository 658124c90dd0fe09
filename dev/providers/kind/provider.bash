# The kind provider: Kubernetes nodes in Docker containers. Where a Docker engine answers it is used, and the node's image
# is the one that kind releases; without an engine or a registry each is made here. Sourced by dev/cluster.
# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of common.bash, settings.bash and dev/cluster

kind_folder=$providers/kind
kind_config=$providers/../../deploy/kind/cluster.yaml
# shellcheck source=dev/providers/debian.bash
source "$providers/debian.bash"
# shellcheck source=dev/providers/namespaces/host.bash
source "$providers/namespaces/host.bash"
# shellcheck source=dev/providers/kind/engine.bash
source "$kind_folder/engine.bash"
# shellcheck source=dev/providers/kind/node-image.bash
source "$kind_folder/node-image.bash"
# shellcheck source=dev/providers/kind/config.bash
source "$kind_folder/config.bash"

# Runs the pinned kind, built once, on the engine of this cluster.
kind() {
  local program
  require_go
  program=$cache/kind-$KIND_VERSION-$(fingerprint "$kind_folder"/go.{mod,sum} "$(go env GOVERSION GOARCH)")
  cached "$program" build_kind
  with_engine "$program" "$@"
}

build_kind() { # OUT
  note "building kind $KIND_VERSION"
  (cd "$kind_folder" && CGO_ENABLED=0 GOFLAGS='' GOWORK=off \
    go build -mod=readonly -trimpath -buildvcs=false -o "$1" sigs.k8s.io/kind)
}

docker() { with_engine docker "$@"; }

# Runs a command with the client of our own engine before the machine's, where this cluster has one.
with_engine() { # COMMAND...
  local path=$PATH
  if own_engine; then path=$state/bin:$PATH; fi
  env PATH="$path" "$@"
}

machine_has_docker() { ! own_engine && command -v docker >/dev/null && docker info &>/dev/null; }

# Says whether the engine, ours or the machine's, answers and has this cluster.
created() {
  if own_engine; then supervised || return 1; elif ! machine_has_docker; then return 1; fi
  kind get clusters 2>/dev/null | grep -qxF "$name"
}

cluster_up() {
  local turn
  mkdir -p "$cache"
  exec {turn}>"$cache/cluster-$name.lock"
  take_turn "$turn"
  if created && [[ -e $state/ready ]]; then
    note "$name is up already"
    return
  fi
  if [[ -e $state ]]; then remove_cluster; fi
  if ! machine_has_docker; then
    note 'no Docker engine answers here: kind gets one of our own'
    start_with_own_engine
  else
    mkdir -p "$state"
    echo kind >"$state/provider"
    create_cluster "$(image_for_machine)"
  fi
  await_dns
  touch "$state/ready"
  note "$name is up after $SECONDS s; kubeconfig: $state/kubeconfig"
}

# Everything slow is made before the engine starts, so that a failure leaves nothing that runs.
start_with_own_engine() {
  local archive
  check_host
  archive=$(node_archive)
  kind version >/dev/null
  trap remove_cluster EXIT
  start_engine
  note "loading the node's image"
  docker load --quiet --input "$archive" >/dev/null
  create_cluster "$node_image"
  route_to_nodes
  trap - EXIT
}

# Prints the image for the machine's Docker: the one that kind releases, or our own where no registry has it.
image_for_machine() {
  local stock=${NODE_IMAGE:-$(sed -n 's/^ *image: //p' "$kind_config")}
  if docker image inspect "$stock" &>/dev/null || { note "pulling $stock" && docker pull --quiet "$stock" >&2; }; then
    echo "$stock"
    return
  fi
  [[ -z ${NODE_IMAGE:-} ]] || die "no registry answers with $stock, which NODE_IMAGE asks for"
  note 'no registry answers: the image of the node is made here'
  docker load --quiet --input "$(node_archive)" >&2
  echo "$node_image"
}

create_cluster() { # IMAGE
  note "starting $name with kind $KIND_VERSION"
  write_config "$1" >"$state/kind.yaml"
  kind create cluster --quiet --name "$name" --config "$state/kind.yaml" --kubeconfig "$state/kubeconfig" --wait 3m >&2 ||
    die "kind could not start $name; try: kind create cluster --retain --config $state/kind.yaml"
  if ((workers)); then
    # with more nodes than one kind keeps pods off the control plane
    kubectl taint nodes "$name-control-plane" node-role.kubernetes.io/control-plane- >/dev/null
    kubectl wait --for condition=Ready nodes --all --timeout 2m >/dev/null
  fi
}

await_dns() {
  kubectl --namespace kube-system rollout status deployment/coredns --timeout 2m >/dev/null ||
    die "CoreDNS did not start; look with: KUBECONFIG=$state/kubeconfig kubectl -n kube-system get pods"
}

kubectl() { "$(tools_folder)/kubectl" --kubeconfig "$state/kubeconfig" "$@"; }

cluster_down() {
  remove_cluster
  note "$name is down"
}

# Without our own engine the containers are removed one by one; with it they end together.
remove_cluster() {
  if own_engine; then
    need_root
    end_supervised
    remove_leftovers
  elif machine_has_docker; then
    kind delete cluster --quiet --name "$name" --kubeconfig "$state/kubeconfig" >&2
  fi
  rm -rf "$state"
}

cluster_status() {
  if ! created; then
    echo "cluster $name: down"
    return 1
  fi
  cat <<TEXT
cluster $name: $(if [[ -e $state/ready ]]; then echo up; else echo starting; fi)
  provider      kind $KIND_VERSION, $(if own_engine; then echo "a Docker engine of its own"; else echo "this machine's Docker"; fi)
  image         $(sed -n 's/^ *image: //p' "$state/kind.yaml" | head -n 1)
  kubeconfig    $state/kubeconfig
TEXT
  [[ -e $state/ready ]] && kubectl get nodes
}

cluster_kubeconfig() {
  created || die "$name is down; start it with: dev/cluster --provider kind up"
  echo "$state/kubeconfig"
}

cluster_load() { # IMAGE|ARCHIVE...
  local image archive
  created || die "$name is down; start it with: dev/cluster --provider kind up"
  for image in "$@"; do
    if [[ -f $image ]]; then
      kind load image-archive --name "$name" "$image" >&2
    elif machine_has_docker && docker image inspect "$image" &>/dev/null; then
      kind load docker-image --name "$name" "$image" >&2
    else
      archive=$(buildah_archive "$image")
      kind load image-archive --name "$name" "$archive" >&2
      rm "$archive"
    fi
    echo "loaded $image"
  done
}

# systemd starts the kubelet again, and the kubelet the API server.
cluster_restart() { # kubelet|kube-apiserver
  created || die "$name is down; start it with: dev/cluster up"
  docker exec "$name-control-plane" pkill -KILL -x "$1"
}
