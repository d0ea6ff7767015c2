#!/bin/sh
# Marks the host as ours before anything else, so that an uninstall knows it whatever comes next; sets the kernel, and keeps what was
# there before for the day of the uninstall.
set -eu
umask 022
mkdir -p /etc/rancher/unifyops
(umask 077 && echo "$OWNER" >/etc/rancher/unifyops/cluster)
if [ ! -f /etc/rancher/unifyops/sysctl.before ]; then
  echo "$SETTINGS" | while read -r name _; do echo "$name = $(sysctl -n "$name")"; done >/etc/rancher/unifyops/sysctl.part
  mv /etc/rancher/unifyops/sysctl.part /etc/rancher/unifyops/sysctl.before
fi
echo "$SETTINGS" | while read -r name value; do echo "$name = $value"; done >/etc/sysctl.d/90-kubelet.conf
sysctl -q -p /etc/sysctl.d/90-kubelet.conf
