# Messages, requirements and the cache that everything slow goes through. Sourced.
# shellcheck shell=bash disable=SC2034

providers=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
# shellcheck source=dev/providers/versions
source "$providers/versions"
cache=${XDG_CACHE_HOME:-$HOME/.cache}/revisor
state_home=${XDG_STATE_HOME:-$HOME/.local/state}/revisor

# Tells what happens now; standard output is for answers only.
note() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

# Ends with a message that says what is wrong and what to do.
die() {
  note "$@"
  exit 1
}

# Asks for a command that must be on the machine and names the Debian package that has it.
require() { # COMMAND PACKAGE
  command -v "$1" >/dev/null || die "$1 is missing; install it, for example: apt-get install $2"
}

# Asks for a Go compiler that can build go.mod; Debian's own may be too old.
require_go() {
  local wanted=1.24 found
  command -v go >/dev/null || die "go is missing; install Go $wanted or newer from https://go.dev/dl"
  found=$(go env GOVERSION)
  [[ $(printf '%s\n' "go$wanted" "$found" | sort -V | head -n 1) == "go$wanted" ]] ||
    die "Go is $found; Go $wanted or newer is needed, from https://go.dev/dl"
}

# Prints a short hash of files and words, to name what is made from them.
fingerprint() { # [FILE|WORD]...
  local input
  for input in "$@"; do
    if [[ -f $input ]]; then cat "$input"; else printf '%s\n' "$input"; fi
  done | sha256sum | cut -c 1-12
}

# Makes PATH with `COMMAND... TEMPORARY` unless it exists. The result appears under its name only when
# whole, so that a killed run leaves no half result, and two runs at once make it once.
cached() { # PATH COMMAND...
  local path=$1 lock
  shift
  [[ ! -e $path ]] || return 0
  mkdir -p "${path%/*}"
  exec {lock}>"$path.lock"
  take_turn "$lock"
  if [[ ! -e $path ]]; then
    rm -rf "$path.new"
    "$@" "$path.new"
    mv -T "$path.new" "$path"
  fi
  exec {lock}>&-
}

# Waits until no other run makes the same thing.
take_turn() { # FILE_DESCRIPTOR
  flock --nonblock "$1" || { note 'waiting for another run that makes the same' && flock "$1"; }
}

# Waits for all background jobs named by process id, and ends when one has failed.
join() { # PID...
  local job
  for job in "$@"; do wait "$job"; done
}
