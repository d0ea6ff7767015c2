#!/bin/sh
# Whether nothing is scheduled to a node any more and all that can leave has left; a node that is gone is empty.
state=$(timeout 20 /usr/local/bin/k3s kubectl get node "$NODE" --ignore-not-found -o 'jsonpath={.metadata.name} {.spec.unschedulable}') || exit 1
case $state in
  '') exit 0 ;;
  "$NODE true") ;;
  *) echo "$NODE takes pods" >&2; exit 1 ;;
esac
left=$(timeout 20 /usr/local/bin/k3s kubectl get pods --all-namespaces --field-selector "spec.nodeName=$NODE" -o \
  'jsonpath={range .items[*]}{.metadata.ownerReferences[0].kind}{"\n"}{end}') || exit 1
[ "$(echo "$left" | grep -cvE '^(DaemonSet|Node|)$')" = 0 ] && exit 0
echo "$NODE still runs pods" >&2
exit 1
