#!/bin/sh
# Whether a node takes pods.
[ "$(timeout 20 /usr/local/bin/k3s kubectl get node "$NODE" -o 'jsonpath={.metadata.name} {.spec.unschedulable}')" = "$NODE " ]
