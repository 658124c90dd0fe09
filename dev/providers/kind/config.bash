# What kind is asked for. Sourced by provider.bash.
# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of settings.bash, provider.bash and dev/cluster

# Prints kind's configuration: that of deploy/kind for an image that kind releases, and for our own what its network and
# this machine need.
write_config() { # IMAGE
  local role=control-plane
  if [[ $1 == "$node_image" ]]; then
    own_image_config
  else
    sed '/^nodes:/,$d' "$kind_config"
  fi
  echo 'nodes:'
  for ((node = 0; node <= workers; node++)); do
    printf '  - role: %s\n    image: %s\n' "$role" "$1"
    role=worker
  done
}

# The image brings its own pod network. Etcd need not wait for the disk in a cluster that is thrown away.
own_image_config() {
  cat <<YAML
kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
networking:
  disableDefaultCNI: true
$(own_engine_config)
kubeadmConfigPatches:
  - |
    kind: ClusterConfiguration
    etcd:
      local:
        extraArgs:
          unsafe-no-fsync: "true"
  - |
    kind: KubeletConfiguration
    resolvConf: /etc/pods-resolv.conf
YAML
}

# Our own engine lies behind an address of its own, so its port is always free.
own_engine_config() {
  own_engine || return 0
  cat <<YAML
  apiServerAddress: $node_ip
  apiServerPort: 6443
  podSubnet: $pod_network
  serviceSubnet: $service_network
YAML
}
