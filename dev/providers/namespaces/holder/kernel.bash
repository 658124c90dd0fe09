# What a node may not change, since it is the whole machine's. Sourced by what lays out its file tree.
# shellcheck shell=bash

# Makes kernel settings read-only below a root with /proc and /run, except those of the node's own network.
guard_kernel_settings() { # ROOT
  local root=$1 setting file
  mount --bind "$root/proc/sys" "$root/proc/sys"
  mount -o remount,bind,ro "$root/proc/sys"
  mount --bind "$root/proc/sys/net" "$root/proc/sys/net"
  mount -o remount,bind,rw "$root/proc/sys/net"

  # kubelet insists on these settings and would change the machine's, so the node sees them as kubelet wants them
  for setting in vm/overcommit_memory=1 vm/panic_on_oom=0 kernel/panic=10 kernel/panic_on_oops=1 \
    kernel/keys/root_maxkeys=1000000 kernel/keys/root_maxbytes=25000000; do
    file=$root/run/${setting//[\/=]/-}
    echo "${setting#*=}" >"$file"
    mount --bind "$file" "$root/proc/sys/${setting%=*}"
  done
}
