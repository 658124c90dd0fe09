# Argo CD, one program that is all of its servers by the name it is called by. Sourced after common.bash.
# shellcheck shell=bash

argocd_module=$providers/argocd
argocd_package=github.com/argoproj/argo-cd/v2

# Prints the path of the program, and builds it when it is not cached.
argocd_program() {
  local folder
  require_go
  folder=$cache/argocd-$ARGOCD_VERSION-$(fingerprint "$argocd_module"/go.{mod,sum} "$(go env GOVERSION GOARCH)")
  cached "$folder" build_argocd
  echo "$folder/argocd"
}

# The program, and the CRDs of its module beside it.
build_argocd() { # FOLDER
  local source
  grep -qF "$argocd_package v$ARGOCD_VERSION" "$argocd_module/go.mod" ||
    die "$argocd_module/go.mod does not pin $ARGOCD_VERSION; run $argocd_module/update-go-mod"
  note "building Argo CD $ARGOCD_VERSION from its Go module: up to 10 minutes the first time"
  mkdir -p "$1"
  (
    cd "$argocd_module"
    export CGO_ENABLED=0 GOFLAGS='' GOWORK=off
    go build -mod=readonly -trimpath -buildvcs=false -gcflags=all=-dwarf=false -ldflags='-s -w' \
      -o "$1/argocd" "$argocd_package/cmd"
    source=$(go list -mod=readonly -m -f '{{.Dir}}' "$argocd_package")
    cp -r "$source/manifests/crds" "$1/crds"
    chmod -R u+w "$1/crds"
  ) 2>"$1.log" || { grep -v '^go: downloading' "$1.log" | tail -n 15 >&2 && die "the build failed; its log: $1.log"; }
  rm "$1.log"
}
