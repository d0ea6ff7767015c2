#!/bin/sh
# Whether the service runs what is installed, is enabled, and a server answers.
systemctl is-enabled --quiet "$UNIT" || { echo "$UNIT is not enabled" >&2; exit 1; }
systemctl is-active --quiet "$UNIT" || { echo "$UNIT is $(systemctl is-active "$UNIT")" >&2; exit 1; }
path=$(newer "$UNIT")
[ -z "$path" ] || { echo "$UNIT is older than $path" >&2; exit 1; }
[ "$UNIT" = k3s-agent ] || timeout 10 /usr/local/bin/k3s kubectl get --raw=/readyz >/dev/null || exit 1
