#!/bin/sh
# Whether a node bears no cordon of ours. What a person cordoned has no mark, and stays as it is.
[ "$(timeout 20 /usr/local/bin/k3s kubectl get node "$NODE" -o 'jsonpath={.metadata.name} {.metadata.annotations.unifyops\.dev/cordoned}')" = "$NODE " ]
