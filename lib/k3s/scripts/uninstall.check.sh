#!/bin/sh
# Whether nothing of k3s is left.
for path in /etc/rancher /var/lib/rancher /var/lib/kubelet /usr/local/bin/k3s /etc/sysctl.d/90-kubelet.conf; do
  [ ! -e "$path" ] || { echo "$path is left" >&2; exit 1; }
done
for unit in k3s k3s-agent; do
  [ ! -e "/etc/systemd/system/$unit.service" ] || { echo "$unit.service is left" >&2; exit 1; }
done
