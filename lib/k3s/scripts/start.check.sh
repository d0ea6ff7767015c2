#!/bin/sh
# Whether the service runs what is installed, is enabled, and a server answers.
systemctl is-enabled --quiet "$UNIT" || { echo "$UNIT is not enabled" >&2; exit 1; }
systemctl is-active --quiet "$UNIT" || { echo "$UNIT is $(systemctl is-active "$UNIT")" >&2; exit 1; }
process=$(systemctl show --property MainPID --value "$UNIT")
started=$(($(date +%s) - $(ps -o etimes= -p "$process")))
for path in /usr/local/bin/k3s /etc/rancher/k3s/token /etc/rancher/k3s/config.yaml /etc/rancher/k3s/registries.yaml "/etc/systemd/system/$UNIT.service"; do
  [ ! -f "$path" ] || [ "$(stat -c %Y "$path")" -le "$started" ] || { echo "$UNIT is older than $path" >&2; exit 1; }
done
[ "$UNIT" = k3s-agent ] || timeout 10 /usr/local/bin/k3s kubectl get --raw=/readyz >/dev/null || exit 1
