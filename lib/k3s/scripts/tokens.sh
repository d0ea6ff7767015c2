#!/bin/sh
# The secrets that others join with, and the administrator's kubeconfig. Read, never printed by anybody who asks.
set -eu
printf 'token=%s\n' "$(cat /var/lib/rancher/k3s/server/token)"
printf 'agentToken=%s\n' "$(cat /var/lib/rancher/k3s/server/agent-token 2>/dev/null || cat /var/lib/rancher/k3s/server/node-token)"
printf 'kubeconfig=%s\n' "$(base64 -w 0 /etc/rancher/k3s/k3s.yaml)"
