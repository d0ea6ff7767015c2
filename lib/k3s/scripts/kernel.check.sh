#!/bin/sh
# Whether the host is known to be ours, and the kernel is set as kubelet demands it with protect-kernel-defaults.
[ "$(cat /etc/rancher/unifyops/cluster 2>/dev/null)" = "$OWNER" ] || { echo "the host is not marked as a part of $OWNER" >&2; exit 1; }
echo "$SETTINGS" | while read -r name value; do
  found=$(sysctl -n "$name")
  [ "$found" = "$value" ] || { echo "$name is $found, not $value" >&2; exit 1; }
done
