# Programs built from Go modules: etcd, Kubernetes, CoreDNS, pause. Sourced after common.bash.
# shellcheck shell=bash disable=SC2034

kubernetes_module=$providers/kubernetes
api_programs=(etcd kube-apiserver)
node_programs=(kube-controller-manager kube-scheduler kubelet kube-proxy coredns pause)
kind_programs=(kubeadm)
# static, the same wherever they are built, and without data for debuggers, which would cost time and room
build_flags=(-mod=readonly -trimpath -buildvcs=false -gcflags=all=-dwarf=false)

# Prints the folder of the programs; its name changes with everything that they are made from.
programs_folder() {
  require_go
  printf '%s/kubernetes-%s-%s\n' "$cache" "$KUBERNETES_VERSION" \
    "$(cd "$kubernetes_module" && fingerprint go.mod go.sum coredns/main.go pause/main.go \
      "${build_flags[@]}" "$(go env GOVERSION GOARCH)")"
}

# Builds the programs that the folder lacks, in one run of the compiler, since they share most packages.
build_programs() { # FOLDER PROGRAM...
  local folder=$1 program lock
  local -a missing=()
  shift
  check_go_mod
  mkdir -p "$folder"
  exec {lock}>"$folder.lock"
  take_turn "$lock"
  for program in "$@"; do
    [[ -x $folder/$program ]] || missing+=("$program")
  done
  if ((${#missing[@]})); then
    note "building ${missing[*]} from Go modules: up to 6 minutes the first time"
    compile "$folder.new" "${missing[@]}"
    for program in "${missing[@]}"; do mv "$folder.new/$program" "$folder/$program"; done
    rm -rf "$folder.new"
  fi
  exec {lock}>&-
}

# Compiles into an empty folder.
compile() { # FOLDER PROGRAM...
  local folder=$1 program stamp
  local -a packages=()
  shift
  rm -rf "$folder"
  mkdir -p "$folder"
  for program in "$@"; do packages+=("$(package_of "$program")"); done
  stamp="-s -w $(version_stamp k8s.io/component-base/version) $(version_stamp k8s.io/client-go/pkg/version)"
  (cd "$kubernetes_module" && CGO_ENABLED=0 GOFLAGS='' GOWORK=off \
    go build "${build_flags[@]}" -ldflags="$stamp" -o "$folder/" "${packages[@]}") 2>"$folder.log" ||
    { grep -v '^go: downloading' "$folder.log" | tail -n 15 >&2 && die "the build failed; its log: $folder.log"; }
  rm "$folder.log"
  # go build names a program after the last element of its path
  [[ ! -e $folder/server ]] || mv "$folder/server" "$folder/etcd"
}

# Prints the Go package that a program is built from.
package_of() { # PROGRAM
  case $1 in
    etcd) echo go.etcd.io/etcd/server/v3 ;;
    coredns | pause) echo "./$1" ;;
    *) echo "k8s.io/kubernetes/cmd/$1" ;;
  esac
}

# Prints the linker flags that tell a Kubernetes program its version, as its own build does.
version_stamp() { # GO_PACKAGE
  local major minor rest
  IFS=. read -r major minor rest <<<"$KUBERNETES_VERSION"
  printf -- '-X %s.%s ' "$1" "gitVersion=v$KUBERNETES_VERSION" "$1" "gitMajor=$major" \
    "$1" "gitMinor=$minor" "$1" gitTreeState=clean
}

# Keeps the file of versions honest: what go.mod pins is what is built.
check_go_mod() {
  local pin
  for pin in "k8s.io/kubernetes v$KUBERNETES_VERSION" "go.etcd.io/etcd/server/v3 v$ETCD_VERSION" \
    "github.com/coredns/coredns v$COREDNS_VERSION"; do
    grep -qF "$pin" "$kubernetes_module/go.mod" ||
      die "$kubernetes_module/go.mod does not pin $pin; run $kubernetes_module/update-go-mod"
  done
}
