#!/bin/sh
# Moves the pods of a node elsewhere; budgets are kept, so a drain may have to wait.
exec /usr/local/bin/k3s kubectl drain "$NODE" --ignore-daemonsets --delete-emptydir-data --timeout="${WAIT}s" </dev/null >&2
