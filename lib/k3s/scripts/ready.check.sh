#!/bin/sh
# Whether nodes are Ready in the release that they should run, as another server sees them.
ready='{.status.conditions[?(@.type=="Ready")].status}'
found=$(timeout 20 /usr/local/bin/k3s kubectl get nodes -o \
  "jsonpath={range .items[*]}{.metadata.name} {.status.nodeInfo.kubeletVersion} $ready{\"\\n\"}{end}") || exit 1
for node in $NODES; do
  echo "$found" | grep -qxF "$node $VERSION True" && continue
  { echo "$found" | grep "^$node " || echo "$node is not known"; } >&2
  exit 1
done
