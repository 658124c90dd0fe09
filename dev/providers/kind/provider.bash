# The kind provider: one Kubernetes node in a Docker container. Sourced by dev/cluster.
# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of common.bash and dev/cluster

kind_module=$providers/kind
kind_config=$providers/../../deploy/kind/cluster.yaml
kind_state=$state_home/kind-$name

# Runs the pinned kind, built once.
kind() {
  local program
  require_go
  program=$cache/kind-$KIND_VERSION-$(fingerprint "$kind_module"/go.{mod,sum} "$(go env GOVERSION GOARCH)")
  cached "$program" build_kind
  "$program" "$@"
}

build_kind() { # OUT
  note "building kind $KIND_VERSION"
  (cd "$kind_module" && CGO_ENABLED=0 GOFLAGS='' GOWORK=off \
    go build -mod=readonly -trimpath -buildvcs=false -o "$1" sigs.k8s.io/kind)
}

# Ends with what to do where no Docker engine answers.
need_docker() {
  local answer
  require docker docker.io
  answer=$(docker info 2>&1 >/dev/null) ||
    die "no Docker engine answers (${answer%%$'\n'*}); start one, or try: dev/cluster --provider native $command"
}

created() { kind get clusters 2>/dev/null | grep -qxF "$name"; }

cluster_up() {
  need_docker
  if created; then
    note "$name is up already"
    return
  fi
  note "starting $name with kind; the first time Docker pulls the node's image"
  mkdir -p "$kind_state"
  kind create cluster --name "$name" --config "$kind_config" --kubeconfig "$kind_state/kubeconfig" --wait 2m >&2 ||
    { rm -rf "$kind_state" && die "kind could not start $name"; }
  note "$name is up after $SECONDS s; kubeconfig: $kind_state/kubeconfig"
}

cluster_down() {
  need_docker
  kind delete cluster --name "$name" --kubeconfig "$kind_state/kubeconfig" >&2
  rm -rf "$kind_state"
  note "$name is down"
}

cluster_status() {
  need_docker
  if ! created; then
    echo "cluster $name: down"
    return 1
  fi
  cat <<TEXT
cluster $name: up
  provider      kind $KIND_VERSION
  kubeconfig    $kind_state/kubeconfig
TEXT
  "$(tools_folder)/kubectl" --kubeconfig "$kind_state/kubeconfig" get nodes
}

cluster_kubeconfig() {
  need_docker
  created || die "$name is down; start it with: dev/cluster up"
  echo "$kind_state/kubeconfig"
}

cluster_load() { # IMAGE|ARCHIVE...
  local image archive
  need_docker
  created || die "$name is down; start it with: dev/cluster up"
  for image in "$@"; do
    if [[ -f $image ]]; then
      kind load image-archive --name "$name" "$image" >&2
    elif docker image inspect "$image" &>/dev/null; then
      kind load docker-image --name "$name" "$image" >&2
    else
      archive=$(buildah_archive "$image")
      kind load image-archive --name "$name" "$archive" >&2
      rm "$archive"
    fi
    echo "loaded $image"
  done
}
