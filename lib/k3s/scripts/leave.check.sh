#!/bin/sh
# Whether the cluster no longer knows a node. k3s takes it out of etcd before the node's object goes.
[ -z "$(timeout 20 /usr/local/bin/k3s kubectl get node "$NODE" --ignore-not-found -o name)" ] && exit 0
echo "$NODE is still known" >&2
exit 1
