#!/bin/sh
# A STAND-IN for sysctl inside of test hosts: they share this machine's kernel, whose settings are not ours to change. What is set is
# remembered until the host reboots; then, as systemd-sysctl would do, the configuration counts.
kept=/run/stand-in-sysctl
mkdir -p $kept
case $* in
  -n\ *)
    [ ! -f "$kept/$2" ] || exec cat "$kept/$2"
    set -- "$2" "$(awk -v name="$2" '$1 == name { print $3 }' /etc/sysctl.d/90-kubelet.conf 2>/dev/null)"
    if [ -n "$2" ]; then echo "$2"; else cat "/proc/sys/$(echo "$1" | tr . /)"; fi
    ;;
  -q\ -p\ *) while read -r name _ value; do echo "$value" >"$kept/$name"; done <"$3" ;;
  *) echo "sysctl: unknown option: $*" >&2; exit 1 ;;
esac
