#!/bin/sh
# Whether the cluster keeps its majority while this server is away. The others are asked themselves, since a node counts as Ready for a
# while after it has died. A single server has no majority to lose.
address='{.status.addresses[?(@.type=="InternalIP")].address}'
servers=$(timeout 20 /usr/local/bin/k3s kubectl get nodes -l node-role.kubernetes.io/etcd=true -o \
  "jsonpath={range .items[*]}{.metadata.name} $address{\"\\n\"}{end}") || exit 1
members=0
others=0
while read -r name address; do
  [ -n "$name" ] || continue
  members=$((members + 1))
  [ "$name" != "$NODE" ] || continue
  timeout 8 /usr/local/bin/k3s kubectl --server="https://$address:6443" get --raw=/readyz >/dev/null 2>&1 </dev/null && others=$((others + 1))
done <<END
$servers
END
[ $members -gt 0 ] || { echo "the cluster names no server" >&2; exit 1; }
[ $members -eq 1 ] || [ $others -ge $((members / 2 + 1)) ] && exit 0
echo "$others of $members servers would be left" >&2
exit 1
