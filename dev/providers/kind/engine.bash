# A Docker engine of our own for a machine that has none: Debian's, in namespaces of its own. Sourced by provider.bash.
# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of common.bash, settings.bash and provider.bash

engine_packages=(docker.io iptables iproute2 mount util-linux bash coreutils grep sed procps)
bridge=br-kind

# Says whether this cluster's engine is our own, rather than the machine's.
own_engine() { [[ -e $state/supervisor.pid ]]; }

# Prints the folder of the engine's programs, unpacked from packages so that no daemon starts by itself.
engine_tree() {
  local tree
  tree=$cache/docker-$DEBIAN_RELEASE-$(fingerprint "${engine_packages[@]}" "$(dpkg --print-architecture)")
  cached "$tree" make_engine_tree
  echo "$tree"
}

make_engine_tree() { # FOLDER
  note "unpacking a Docker engine from Debian's packages"
  debian_tree extract "$(IFS=, && echo "${engine_packages[*]}")" "$1"
}

# Starts the engine and makes the network that kind looks for.
start_engine() {
  local tree
  check_host
  tree=$(engine_tree)
  remove_leftovers
  set_networks "${REVISOR_CLUSTER_NETWORK:-10.213}"
  check_network
  note "starting a Docker engine for $name"
  prepare_state "$kind_folder/engine" "$tree"
  write_docker_command "$tree"
  start_supervised 60 "$pod_network" "$service_network" "$nodes_network"
  docker network create --driver bridge --subnet "$nodes_network" \
    --opt "com.docker.network.bridge.name=$bridge" kind >/dev/null
}

# The engine's own client, run by the tree's own C library, whatever the machine has.
write_docker_command() { # TREE
  local loader libraries
  loader=$(compgen -G "$1/lib64/ld-linux-*.so.*" || compgen -G "$1/lib/ld-linux-*.so.*")
  libraries=$(cd "$1" && printf ":$1/%s" lib/*-linux-gnu usr/lib/*-linux-gnu)
  mkdir -p "$state/bin"
  cat >"$state/bin/docker" <<SHELL
#!/bin/sh
exec $loader --library-path ${libraries#:} $1/usr/bin/docker --host unix://$state/etc/docker.sock "\$@"
SHELL
  chmod 0755 "$state/bin/docker"
}

# Runs a command in the engine's namespaces.
in_engine() {
  nsenter --target "$(<"$state/node.pid")" --mount --net --pid --ipc --uts -- \
    env PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

# The host reaches pods and Services as it does with the native provider. A node answers for the addresses of its pods.
route_to_nodes() {
  local control_plane
  control_plane=$(docker inspect --format '{{.NetworkSettings.Networks.kind.IPAddress}}' "$name-control-plane")
  in_engine ip route replace "$pod_network" dev "$bridge"
  in_engine ip route replace "$service_network" via "$control_plane" dev "$bridge"
}
