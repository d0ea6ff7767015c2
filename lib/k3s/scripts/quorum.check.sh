#!/bin/sh
# Whether the cluster keeps its majority while this server is away, or with LEAVES=yes when it has left for good: then the others need a
# majority of themselves alone, and the members of now, this one included, one that takes it out. All are asked themselves, since a node
# counts as Ready for a while after it has died. A single server has no majority to lose.
address='{.status.addresses[?(@.type=="InternalIP")].address}'
servers=$(timeout 20 /usr/local/bin/k3s kubectl get nodes -l node-role.kubernetes.io/etcd=true -o \
  "jsonpath={range .items[*]}{.metadata.name} $address{\"\\n\"}{end}") || exit 1
members=0
others=0
up=0
while read -r name address; do
  [ -n "$name" ] || continue
  members=$((members + 1))
  [ "$name" != "$NODE" ] || [ "$LEAVES" = yes ] || continue
  timeout 8 /usr/local/bin/k3s kubectl --server="https://$address:6443" get --raw=/readyz >/dev/null 2>&1 </dev/null || continue
  up=$((up + 1))
  [ "$name" = "$NODE" ] || others=$((others + 1))
done <<END
$servers
END
[ $members -gt 0 ] || { echo "the cluster names no server" >&2; exit 1; }
stay=$members
[ "$LEAVES" != yes ] || stay=$((members - 1))
[ $members -eq 1 ] || { [ $others -ge $((stay / 2 + 1)) ] && [ $up -ge $((members / 2 + 1)) ]; } && exit 0
echo "$others of $stay servers would be left" >&2
exit 1
