#!/bin/sh
# Says what a host is, a line key=value each. Changes nothing.
say() { printf '%s=%s\n' "$1" "$2"; }

# shellcheck source=/dev/null
say os "$(. /etc/os-release && echo "$ID ${VERSION_ID:-}")"
say arch "$(uname -m)"
say clock "$(date +%s)"
say machineId "$(cat /etc/machine-id)"
say systemd "$([ -d /run/systemd/system ] && echo yes || echo no)"
say memoryMb "$(awk '/^MemTotal:/ { print int($2 / 1024) }' /proc/meminfo)"
say swap "$(awk 'NR > 1 { found = "yes" } END { print found ? found : "no" }' /proc/swaps)"
if [ -f /sys/fs/cgroup/cgroup.controllers ]; then controllers=$(cat /sys/fs/cgroup/cgroup.controllers); else
  controllers=$(awk '$4 == 1 { print $1 }' /proc/cgroups); fi
say cgroups "$(echo "$controllers" | tr '\n' ' ')"
place=/var/lib/rancher
[ -d $place ] || place=/var/lib
say diskFreeMb "$(df --output=avail --block-size=1M $place | tail -n 1 | tr -d ' ')"
for firewall in ufw firewalld; do systemctl is-active --quiet $firewall && say firewall $firewall; done
say curl "$(command -v curl >/dev/null && echo yes || echo no)"
say ports "$(ss -Hltn | awk '{ sub(/.*:/, "", $4); print $4 }' | sort -un | tr '\n' ' ')"

if command -v /usr/local/bin/k3s >/dev/null; then say version "$(/usr/local/bin/k3s --version 2>/dev/null | awk 'NR == 1 { print $3 }')"; fi
for unit in k3s k3s-agent; do
  if [ -f /etc/systemd/system/$unit.service ]; then
    say unit $unit
    say active "$(systemctl is-active $unit)"
    say enabled "$(systemctl is-enabled $unit 2>/dev/null)"
    if systemctl is-active --quiet $unit; then say newer "$(newer $unit)"; fi
  fi
done
say data "$([ -d /var/lib/rancher/k3s/server/db/etcd ] || [ -d /var/lib/rancher/k3s/agent ] && echo yes || echo no)"
say member "$([ -d /var/lib/rancher/k3s/server/db/etcd/member ] && echo yes || echo no)"
say owner "$(cat /etc/rancher/unifyops/cluster 2>/dev/null)"
authority=/var/lib/rancher/k3s/server/tls/server-ca.crt
[ -f $authority ] || authority=/var/lib/rancher/k3s/agent/server-ca.crt
if [ -f $authority ]; then
  awk '/^-----BEGIN/ { text = "" } { text = text $0 } /^-----END/ { print text }' $authority | while read -r certificate; do
    say authority "$(echo "$certificate" | sha256sum | cut -d ' ' -f 1)"
  done
fi
echo "$PATHS" | while read -r path; do
  [ -f "$path" ] && say file "$(sha256sum <"$path" | cut -d ' ' -f 1) $(stat -c %a "$path") $path"
done
echo "$SETTINGS" | while read -r name; do say setting "$name $(sysctl -n "$name" 2>/dev/null)"; done

# The cluster as this server sees it: a line for each node.
if [ -f /etc/systemd/system/k3s.service ] && systemctl is-active --quiet k3s; then
  ready='{.status.conditions[?(@.type=="Ready")].status}'
  address='{.status.addresses[?(@.type=="InternalIP")].address}'
  node="{.metadata.name}|{.status.nodeInfo.kubeletVersion}|{.metadata.labels.node-role\\.kubernetes\\.io/etcd}|$ready|$address|{.spec.unschedulable}|{.metadata.annotations.unifyops\\.dev/cordoned}"
  timeout 20 /usr/local/bin/k3s kubectl get nodes -o "jsonpath={range .items[*]}node=$node{\"\\n\"}{end}" 2>/dev/null
fi
exit 0
