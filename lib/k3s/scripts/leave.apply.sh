#!/bin/sh
# Takes a node out of the cluster: k3s' own controller removes its member of etcd when the node is deleted.
exec /usr/local/bin/k3s kubectl delete node "$NODE" --ignore-not-found --timeout=60s </dev/null >&2
