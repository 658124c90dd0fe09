# File trees from Debian packages, made without a registry and without installing anything. Sourced after common.bash.
# shellcheck shell=bash

# Makes a file tree or tar of packages with all they depend on.
debian_tree() { # VARIANT PACKAGES OUT [MMDEBSTRAP_OPTION]...
  local variant=$1 wanted=$2 out=$3 log
  shift 3
  [[ $EUID == 0 ]] || die "making a file tree from Debian packages needs root"
  require apt-get apt
  require perl perl
  [[ -e /usr/share/keyrings/debian-archive-keyring.gpg ]] ||
    die "Debian's keys are missing; install them, for example: apt-get install debian-archive-keyring"
  cached "$cache/mmdebstrap" fetch_mmdebstrap
  log=$(mktemp)
  "$cache/mmdebstrap/usr/bin/mmdebstrap" --mode=root --variant="$variant" --include="$wanted" "$@" \
    "$DEBIAN_RELEASE" "$out" >"$log" 2>&1 || { tail -n 15 "$log" >&2 && rm "$log" && die "mmdebstrap failed"; }
  rm "$log"
}

# Unpacks mmdebstrap privately: it is one Perl program, of any Debian release.
fetch_mmdebstrap() { # FOLDER
  unpack_packages mmdebstrap "$1"
}

# Unpacks packages of the machine's own release, as they are: nothing that they depend on, nothing installed.
unpack_packages() { # PACKAGE... FOLDER
  local folder=${*: -1} work package
  local -a wanted=("${@:1:$#-1}")
  require apt-get apt
  work=$(mktemp -d)
  chmod 0755 "$work"
  (cd "$work" && { apt-get -qq download "${wanted[@]}" || { apt-get -qq update && apt-get -qq download "${wanted[@]}"; }; }) \
    >"$work/log" 2>&1 || die "apt-get could not download ${wanted[*]}: $(tail -n 2 "$work/log")"
  for package in "$work"/*.deb; do dpkg-deb -x "$package" "$folder"; done
  rm -r "$work"
}
