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
    require buildah buildah
    buildah inspect --type image "$image" &>/dev/null ||
      die "$image is neither an archive nor an image in buildah's storage; see: buildah images"
    archive=$(mktemp -u --suffix .tar)
    buildah push --quiet "$image" "docker-archive:$archive:$image"
    import "$archive"
    rm "$archive"
  done
}

# Imports an archive and prints the names that it brought.
import() { # ARCHIVE
  in_node ctr --namespace k8s.io images import - <"$1" | sed 's/^unpacking \([^ ]*\).*/loaded \1/'
}
