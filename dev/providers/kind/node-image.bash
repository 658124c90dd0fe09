# The node's image for kind, made without a registry: Debian's systemd and containerd, Kubernetes from its Go modules.
# Sourced by provider.bash.
# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of common.bash, binaries.bash and provider.bash

node_image=localhost/revisor-kind-node:v$KUBERNETES_VERSION
node_packages=(systemd containerd runc containernetworking-plugins iptables iproute2 mount util-linux bash coreutils
  findutils grep sed procps conntrack ethtool socat kmod tar libc-bin)
proxy_packages=(iptables conntrack kmod)
# all that systemd starts before our own units; Debian's others would reach for the machine
system_units=(sysinit.target.wants/systemd-journald.service
  sockets.target.wants/systemd-journald.socket sockets.target.wants/systemd-journald-dev-log.socket)

# Prints the path of the image's archive, made unless it is cached.
node_archive() {
  local archive folder tools
  local -a inputs
  folder=$(programs_folder)
  mapfile -d '' inputs < <(find "$kind_folder/node" "$kind_folder/node-image.bash" "$providers/namespaces/holder" \
    "$providers/images/archive.bash" -type f -print0 | sort -z)
  archive=$cache/images/kind-node-$(fingerprint "${inputs[@]}" "$folder" "$DEBIAN_RELEASE").tar
  if [[ ! -e $archive ]]; then
    tools=$(tools_folder)
    build_programs "$folder" "${api_programs[@]}" "${node_programs[@]}" "${kind_programs[@]}"
    [[ -e $folder/kubectl ]] || ln -f "$tools/kubectl" "$folder/kubectl"
    cached "$archive" make_node_archive "$folder"
  fi
  echo "$archive"
}

make_node_archive() { # PROGRAMS OUT
  local programs=$1 tree
  note "making $node_image"
  tree=$(mktemp -d)
  debian_tree extract "$(IFS=, && echo "${node_packages[*]}")" "$tree"
  prune_tree "$tree"
  prune_units "$tree/lib/systemd/system"
  install_node "$tree" "$programs"
  make_system_images "$tree/kind/images" "$programs"
  image_archive "$node_image" '{"Entrypoint":["/usr/local/bin/entrypoint"],"StopSignal":"SIGRTMIN+3",
    "Env":["PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin","LANG=C.UTF-8"]}' "$tree" "$2"
  rm -r "$tree"
}

# Removes what only people read, and what setting kernel parameters or loading modules would change on the machine.
prune_tree() { # FOLDER
  chmod 0755 "$1"
  (cd "$1" && rm -rf usr/share/{doc,man,info,locale,lintian,bug} usr/lib/*/{gconv,perl*} usr/share/perl* boot home srv \
    usr/bin/{containerd-shim,containerd-shim-runc-v1,containerd-stress} usr/lib/sysctl.d etc/sysctl.d etc/sysctl.conf \
    etc/modules-load.d usr/lib/modules-load.d var/{cache,log}/* var/lib/{apt,dpkg} etc/{hostname,resolv.conf,fstab} dev/*)
}

# Leaves the units that are wanted, and no others of Debian's.
prune_units() { # FOLDER
  local unit
  for unit in "$1"/*.wants/*; do
    [[ " ${system_units[*]} " == *" ${unit#"$1"/} "* ]] || rm "$unit"
  done
}

# Adds our own files, what Debian's packages would set up when installed, and what kind looks for.
install_node() { # FOLDER PROGRAMS
  local tree=$1 programs=$2 unit
  install -D -m 0755 -t "$tree/usr/local/bin" "$programs"/{kubelet,kubeadm,kubectl} "$kind_folder/node/entrypoint"
  install -D -m 0755 -t "$tree/usr/local/lib/revisor" "$kind_folder"/node/lib/* "$providers/namespaces/holder/kernel.bash"
  install -D -m 0644 -t "$tree/etc/systemd/system" "$kind_folder"/node/units/*
  mkdir -p "$tree/etc/systemd/system/multi-user.target.wants" "$tree"/{kind/images,etc/containerd,var/log,var/lib/kubelet}
  for unit in "$kind_folder"/node/units/*; do
    ln -s "../${unit##*/}" "$tree/etc/systemd/system/multi-user.target.wants/"
  done
  sed "s#@PAUSE_IMAGE@#$(system_images "$programs" | grep /pause:)#" "$kind_folder/node/containerd.toml" \
    >"$tree/etc/containerd/config.toml"
  ln -sfn /run "$tree/var/run"
  iptables_commands "$tree"
  echo 'root:x:0:0:root:/root:/bin/bash' >"$tree/etc/passwd"
  echo 'root:x:0:' >"$tree/etc/group"
  echo 'hosts: files dns' >"$tree/etc/nsswitch.conf"
  echo "v$KUBERNETES_VERSION" >"$tree/kind/version"
}

# Prints the images of the control plane under the names that kubeadm gives them.
system_images() { # PROGRAMS
  "$1/kubeadm" config images list --kubernetes-version "v$KUBERNETES_VERSION"
}

# Makes an archive of each of them from the program that it is named after.
make_system_images() { # OUT PROGRAMS
  local image program tree
  while read -r image; do
    program=${image##*/}
    program=${program%:*}
    tree=$(mktemp -d)
    if [[ $program == kube-proxy ]]; then
      debian_tree extract "$(IFS=, && echo "${proxy_packages[*]}")" "$tree"
      prune_tree "$tree"
      iptables_commands "$tree"
    fi
    install -D -m 0755 "$2/$program" "$tree/usr/local/bin/$program"
    image_archive "$image" "{\"Entrypoint\":[\"/usr/local/bin/$program\"],
      \"Env\":[\"PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\"]}" "$tree" "$1/$program.tar"
    rm -r "$tree"
  done < <(system_images "$2")
}

# One flavour for the node and kube-proxy, which must not fill two tables.
iptables_commands() { # FOLDER
  local command
  for command in iptables iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore; do
    ln -sf xtables-nft-multi "$1/usr/sbin/$command"
  done
}
