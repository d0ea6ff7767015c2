#!/bin/sh
# Whether the cluster keeps its majority while this server is away. A single server has none to lose.
ready='{.status.conditions[?(@.type=="Ready")].status}'
timeout 20 /usr/local/bin/k3s kubectl get nodes -l node-role.kubernetes.io/etcd=true -o \
  "jsonpath={range .items[*]}{.metadata.name} $ready{\"\\n\"}{end}" | awk -v node="$NODE" '
  { members++; if ($1 != node && $2 == "True") others++ }
  END {
    if (members == 0) { print "the cluster names no server" > "/dev/stderr"; exit 1 }
    if (members == 1 || others >= int(members / 2) + 1) exit 0
    print others + 0 " of " members " servers would be left" > "/dev/stderr"; exit 1
  }'
