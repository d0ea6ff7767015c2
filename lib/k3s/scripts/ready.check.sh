#!/bin/sh
# Whether a node is Ready in the release that it should run, as another server sees it.
found=$(timeout 20 /usr/local/bin/k3s kubectl get node "$NODE" -o \
  'jsonpath={.status.nodeInfo.kubeletVersion} {.status.conditions[?(@.type=="Ready")].status}') || exit 1
[ "$found" = "$VERSION True" ] && exit 0
echo "$NODE is: $found" >&2
exit 1
