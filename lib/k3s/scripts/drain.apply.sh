#!/bin/sh
# Moves the pods of a node elsewhere; budgets are kept, so a drain may have to wait. Our cordon bears a mark, set in the same write: one
# without was set by a person, and is not ours to take back.
set -eu
if [ "$(/usr/local/bin/k3s kubectl get node "$NODE" -o 'jsonpath={.spec.unschedulable}')" != true ]; then
  cordon='{"metadata":{"annotations":{"unifyops.dev/cordoned":"for a change"}},"spec":{"unschedulable":true}}'
  /usr/local/bin/k3s kubectl patch node "$NODE" --type=merge --patch "$cordon" >&2
fi
exec /usr/local/bin/k3s kubectl drain "$NODE" --ignore-daemonsets --delete-emptydir-data --timeout="${WAIT}s" >&2
