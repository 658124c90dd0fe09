# Brings images into the native node. Sourced by provider.bash.
# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of provider.bash

# Runs a command inside the node.
in_node() {
  nsenter --target "$(<"$state/node.pid")" --mount --net --pid --ipc --uts -- \
    env PATH=/opt/node/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

cluster_load() { # IMAGE|ARCHIVE...
  local image archive
  need_root
  supervised || die "$name is down; start it with: dev/cluster up"
  for image in "$@"; do
    if [[ -f $image ]]; then
      import "$image"
      continue
    fi
    archive=$(buildah_archive "$image")
    import "$archive"
    rm "$archive"
  done
}

# Imports an archive and prints the names that it brought.
import() { # ARCHIVE
  local brought image
  brought=$(in_node ctr --namespace k8s.io images import - <"$1" | sed -n 's/^unpacking \([^ ]*\).*/\1/p') ||
    die "$1 is no archive of an image"
  [[ -n $brought ]] || die "$1 does not name its image; with buildah: push IMAGE oci-archive:FILE:NAME"
  while read -r image; do echo "loaded $image"; done <<<"$brought"
}
