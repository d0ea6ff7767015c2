#!/bin/bash
# One test host: systemd-nspawn with systemd as init, an overlay over a shared base, its own network namespace and control group.
# Everything is named after the lab, so that nothing else on this machine is touched. hosts.ts sets the variables.
set -u
: "${LAB:?folder of the run}" "${BASE:=}" "${NSPAWN:=}" "${BINDS:=}"
BRIDGE=uo77
NETWORK=10.77.0
GROUP=unifyops-lab
CONTROLLERS="systemd unified memory cpu cpuacct pids devices freezer blkio cpuset"

group_files() { find /sys/fs/cgroup/*/$GROUP/"$1" -name cgroup.procs 2>/dev/null; }
processes() { group_files "$1" | xargs -r cat 2>/dev/null | sort -un; }

# The first process of the host's own process namespace.
init_of() {
  local process
  for process in $(processes "$1"); do
    [ "$(awk '/^NSpid/ { print NF ":" $NF }' "/proc/$process/status" 2>/dev/null)" = 3:1 ] && echo "$process" && return
  done
  return 1
}

network_up() {
  ip link show $BRIDGE >/dev/null 2>&1 && return
  ip link add $BRIDGE type bridge && ip addr add $NETWORK.1/24 dev $BRIDGE && ip link set $BRIDGE up
}

# create <name> <last part of its address>
create() {
  local folder=$LAB/$1 space=uo77-$1
  mkdir -p "$folder/up/etc/ssh" "$folder/work" "$folder/root"
  ssh-keygen -q -t ed25519 -N '' -C "$1" -f "$folder/up/etc/ssh/ssh_host_ed25519_key"
  echo "$1" >"$folder/up/etc/hostname"
  tr -d - </proc/sys/kernel/random/uuid >"$folder/up/etc/machine-id"
  printf '127.0.0.1 localhost %s\n' "$1" >"$folder/up/etc/hosts"
  network_up
  ip netns add "$space"
  ip link add "uo77v$2" type veth peer name eth0 netns "$space"
  ip link set "uo77v$2" master $BRIDGE up
  ip -n "$space" link set lo up
  ip -n "$space" addr add "$NETWORK.$2/24" dev eth0
  ip -n "$space" link set eth0 up
  ip -n "$space" route add default via $NETWORK.1
}

start() {
  setsid unshare -m --propagation private "$0" supervise "$1" </dev/null >>"$LAB/$1/console.log" 2>&1 &
  echo $! >"$LAB/$1/pid"
}

# Runs in a mount namespace of its own: every mount ends with it. A reboot inside ends nspawn with 133.
supervise() {
  local name=$1 controller path file
  for controller in $CONTROLLERS; do
    path=/sys/fs/cgroup/$controller/$GROUP
    mkdir -p "$path/$name"
    if [ "$controller" = cpuset ]; then
      for file in cpus mems; do
        cat /sys/fs/cgroup/cpuset/cpuset.$file >"$path/cpuset.$file"
        cat /sys/fs/cgroup/cpuset/cpuset.$file >"$path/$name/cpuset.$file"
      done
    fi
    echo $$ >"$path/$name/cgroup.procs"
  done
  mkdir -p /run/systemd/nspawn && mount -t tmpfs -o mode=755 tmpfs /run/systemd/nspawn
  mount -t overlay overlay -o "lowerdir=$BASE,upperdir=$LAB/$name/up,workdir=$LAB/$name/work" "$LAB/$name/root" || exit 1
  export SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=0 SYSTEMD_NSPAWN_API_VFS_WRITABLE=network
  while :; do
    rm -rf /run/systemd/nspawn/*
    # shellcheck disable=SC2086 # a list of options
    "$NSPAWN" -q --boot -D "$LAB/$name/root" -M "$name" --register=no --keep-unit --network-namespace-path="/run/netns/uo77-$name" \
      --capability=all --drop-capability=CAP_SYS_TIME,CAP_SYS_MODULE,CAP_SYS_RAWIO,CAP_SYSLOG $BINDS \
      --link-journal=no --resolv-conf=off --timezone=off --console=pipe
    code=$?
    [ $code = 133 ] || exit $code
  done
}

# Power loss: the supervisor first, so that nothing starts again, then init, with which its whole process namespace dies.
kill_host() {
  local left try
  [ ! -f "$LAB/$1/pid" ] || kill -9 "$(cat "$LAB/$1/pid")" 2>/dev/null
  left=$(init_of "$1") && kill -9 "$left" 2>/dev/null
  for try in $(seq 250); do
    left=$(processes "$1")
    [ -n "$left" ] || return 0
    # shellcheck disable=SC2086 # a list of processes
    kill -9 $left 2>/dev/null
    sleep 0.02
  done
  echo "$1 does not die after $try tries: $left" >&2
  return 1
}

remove() {
  local controller
  kill_host "$1"
  ip netns del "uo77-$1" 2>/dev/null
  for controller in $CONTROLLERS; do
    for _ in $(seq 100); do
      [ -d "/sys/fs/cgroup/$controller/$GROUP/$1" ] || break
      find "/sys/fs/cgroup/$controller/$GROUP/$1" -depth -type d -exec rmdir {} + 2>/dev/null || sleep 0.02
    done
  done
  rm -rf --one-file-system "${LAB:?}/$1"
}

# Everything of any run, whatever is left of it.
cleanup() {
  exec 8>/run/unifyops-lab.lock && flock 8
  local folder controller
  for folder in "/sys/fs/cgroup/systemd/$GROUP"/*/ "$LAB"/*/; do [ ! -d "$folder" ] || remove "$(basename "$folder")"; done
  ip netns list | awk '/^uo77-/ { print $1 }' | xargs -r -n 1 ip netns del
  ip -brief link | awk '/^uo77/ { sub(/@.*/, "", $1); print $1 }' | xargs -r -n 1 ip link del
  for controller in $CONTROLLERS; do rmdir "/sys/fs/cgroup/$controller/$GROUP" 2>/dev/null; done
  rm -rf --one-file-system "$LAB"
}

"$@"
