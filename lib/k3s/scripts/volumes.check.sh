#!/bin/sh
# Whether no volume is bound to a node: what is on its own disk goes with it, and no drain waits for that.
volumes=$(timeout 20 /usr/local/bin/k3s kubectl get persistentvolumes -o \
  'jsonpath={range .items[*]}{.spec.claimRef.namespace}/{.spec.claimRef.name} {.metadata.name} {.spec.nodeAffinity.required.nodeSelectorTerms[*].matchExpressions[*].values[*]}{"\n"}{end}') || exit 1
claims=$(echo "$volumes" | awk -v node="$NODE" '{ for (at = 3; at <= NF; at++) if ($at == node) { printf "%s%s (%s)", between, $1, $2; between = ", "; next } }')
[ -z "$claims" ] && exit 0
echo "its disk holds the data of $claims: move or back it up, then delete these claims, and their volumes where they stay" >&2
exit 1
