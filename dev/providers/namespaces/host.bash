# A file tree of its own in namespaces of its own: what it asks of the host and leaves on it while it runs. Sourced by the
# native provider, whose node it is, and by the kind provider, whose Docker engine it is.
# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of common.bash, settings.bash and of the provider

# shellcheck source=dev/providers/namespaces/holder/settings.bash
source "$providers/namespaces/holder/settings.bash"
state=$state_home/cluster-$name

# Says whether the one host process lives; a process id alone may be somebody else's by now.
supervised() {
  local pid
  pid=$(cat "$state/supervisor.pid" 2>/dev/null) && grep -qzF "$state" "/proc/$pid/cmdline" 2>/dev/null
}

ended() { ! supervised; }

need_root() {
  [[ $EUID == 0 ]] || die "this needs root without a Docker engine, as it makes namespaces and mounts; try: sudo -E $0 $command"
}

# Tells all that the machine lacks before anything is built.
check_host() {
  [[ $(uname -s) == Linux ]] || die "this needs Linux without a Docker engine; with one, try: dev/cluster --provider kind up"
  need_root
  require_go
  require ip iproute2
  require ps procps
  require unshare util-linux
  require setpriv util-linux
  require dpkg-deb dpkg
  grep -qw overlay /proc/filesystems || modprobe overlay 2>/dev/null || die "the kernel has no overlay file system"
  mkdir -p "${state%/*}"
  [[ $(stat -f -c %T "${state%/*}") != overlayfs ]] ||
    die "${state%/*} lies on an overlay, which cannot hold another; set XDG_STATE_HOME to a folder on a disk"
}

# Refuses to shadow addresses that the host already uses.
check_network() {
  local prefix=${network_block%.0.0/16} taken
  [[ $prefix =~ ^[0-9]{1,3}\.[0-9]{1,3}$ ]] ||
    die "REVISOR_CLUSTER_NETWORK must be two numbers such as 10.213, was $prefix"
  taken=$(ip -4 -o route show table all | grep -E "(^| )${prefix/./\\.}\.") || return 0
  die "the network $network_block is in use here, perhaps by another cluster: ${taken%%$'\n'*}
  end that one (dev/cluster --name ... down), or choose another: REVISOR_CLUSTER_NETWORK=10.214 dev/cluster up"
}

# Lays out the folder that it keeps its files in; scripts are copied, so that an edit or another checkout does not reach
# into what runs.
prepare_state() { # SCRIPTS TREE
  mkdir -p "$state"/{root,upper,work,etc} "$state"/var/{lib,log/node,tmp}
  ln -s /run "$state/var/run"
  cp -r "$1" "$state/node"
  cp "$providers"/namespaces/holder/* "$state/node"
  echo "${network_block%.0.0/16}" >"$state/network"
  echo "$provider" >"$state/provider"
  ln -s "$2" "$state/tree"
}

# Starts it behind one link, with routes to its networks, and waits until it is ready.
start_supervised() { # START_SECONDS NETWORK...
  local seconds=$1
  shift
  setsid --fork "$state/node/supervise" "$state" "$@" </dev/null &>"$state/supervise.log"
  await_start "$seconds"
}

end_supervised() {
  if supervised; then kill "$(<"$state/supervisor.pid")"; fi
  await "$name to end" 20 ended
}

# Waits until it says that it is ready, or tells why it is not.
await_start() { # SECONDS
  local deadline=$((SECONDS + $1))
  until [[ -e $state/etc/ready ]]; do
    sleep 0.1
    if [[ -e $state/etc/failure ]] || { ended && [[ -e $state/supervisor.pid ]]; }; then
      await "$name to end" 20 ended
      cat "$state/supervise.log" "$state/etc/failure" >&2 2>/dev/null || true
      die "$name did not start; logs: $state/var/log/node"
    fi
    ((SECONDS < deadline)) || die "$name is not ready after $1 s; logs: $state/var/log/node"
  done
}

# Waits for a condition with a deadline.
await() { # WHAT SECONDS COMMAND...
  local what=$1 deadline=$((SECONDS + $2))
  shift 2
  until "$@"; do
    ((SECONDS < deadline)) || die "waited in vain for $what"
    sleep 0.1
  done
}

# Removes what is left when it has ended. Its processes and mounts are gone with it; the kernel keeps the link
# while a connection that nobody holds any more is being closed.
remove_leftovers() {
  ip link delete "rv-$name" 2>/dev/null || true
  remove_cgroups "$name"
  rm -rf --one-file-system "$state"
}
