#!/bin/sh
# Takes k3s away and leaves the host as it was. Every line may find its work done already.
set -eu
for unit in k3s k3s-agent; do
  [ -f /etc/systemd/system/$unit.service ] || continue
  systemctl disable --now --quiet $unit || true
done
# Containers outlive the service by design: their shims, mounts, interfaces and rules go one kind after another.
for process in /proc/[0-9]*; do
  case $(readlink "$process/exe" 2>/dev/null) in /var/lib/rancher/k3s/data/*) kill -9 "${process#/proc/}" 2>/dev/null || true ;; esac
done
awk '$2 ~ "^/(run/k3s|var/lib/rancher|var/lib/kubelet|run/netns/cni-)" { print $2 }' /proc/self/mounts | sort -r | while read -r mount; do
  umount -f "$mount" || umount -l "$mount"
done
for interface in cni0 flannel.1 flannel-v6.1 kube-ipvs0 flannel-wg; do ip link delete "$interface" 2>/dev/null || true; done
for family in iptables ip6tables; do
  command -v $family-save >/dev/null || continue
  rules=$($family-save 2>/dev/null) || continue
  case $rules in *KUBE-* | *CNI-* | *flannel*) echo "$rules" | grep -vE 'KUBE-|CNI-|flannel' | $family-restore ;; esac
done
for unit in k3s k3s-agent; do
  rm -f "/etc/systemd/system/$unit.service" "/etc/systemd/system/$unit.service.env"
done
systemctl daemon-reload
systemctl reset-failed 'k3s*' 2>/dev/null || true
for name in kubectl crictl ctr; do [ "$(readlink "/usr/local/bin/$name")" != k3s ] || rm -f "/usr/local/bin/$name"; done
rm -f /usr/local/bin/k3s /usr/local/bin/.k3s.part /etc/sysctl.d/90-kubelet.conf
[ ! -f /etc/rancher/unifyops/sysctl.before ] || sysctl -q -p /etc/rancher/unifyops/sysctl.before
rm -rf /var/lib/rancher /var/lib/kubelet /var/lib/cni /var/log/pods /var/log/containers /run/k3s /run/flannel /etc/rancher
