# Argo CD, one program that is all of its servers by the name it is called by, and an image with what they run.
# Sourced after common.bash, debian.bash and images/*.bash.
# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of common.bash

argocd_module=$providers/argocd
argocd_package=github.com/argoproj/argo-cd/v2
argocd_image=localhost/revisor-argocd:dev
argocd_packages=git,redis-server,dash,coreutils,libc-bin

# Prints the folder of the program and its CRDs, built unless it is cached.
argocd_folder() {
  local folder
  require_go
  folder=$cache/argocd-$ARGOCD_VERSION-$(fingerprint "$argocd_module"/go.{mod,sum} "$(go env GOVERSION GOARCH)")
  cached "$folder" build_argocd
  echo "$folder"
}

# Prints the path of the image's archive, made unless it is cached.
argocd_archive() {
  local folder archive
  folder=$(argocd_folder)
  archive=$cache/images/argocd-$(fingerprint "$argocd_module/build.bash" "$folder" "$DEBIAN_RELEASE").tar
  cached "$archive" make_argocd_image "$folder/argocd"
  echo "$archive"
}

# The program beside git, which it calls, and Redis, which it keeps what it has worked out in.
make_argocd_image() { # PROGRAM OUT
  local tree
  note "making $argocd_image"
  tree=$(mktemp -d)
  unpack "$argocd_packages" "$tree"
  (cd "$tree" && rm -rf usr/{sbin,share/{perl,perl5}} usr/lib/*/{perl,perl-base,libperl*})
  add_user "$tree" argocd 999
  install -m 0755 "$1" "$tree/usr/bin/argocd"
  image_archive "$argocd_image" '{"User":"999:999","WorkingDir":"/","Env":["PATH=/usr/bin:/bin","LANG=C.UTF-8"]}' "$tree" "$2"
  rm -r "$tree"
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
