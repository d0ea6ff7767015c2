#!/bin/sh
# Whether the kernel is set as kubelet demands it with protect-kernel-defaults.
echo "$SETTINGS" | while read -r name value; do
  found=$(sysctl -n "$name")
  [ "$found" = "$value" ] || { echo "$name is $found, not $value" >&2; exit 1; }
done
