#!/bin/sh
# Starts the service, or starts it again, and waits until a server answers. What systemd says of a failure is passed on.
set -eu
systemctl enable --quiet "$UNIT"
systemctl reset-failed "$UNIT" 2>/dev/null || true
systemctl restart --no-block "$UNIT"
tries=0
while [ $tries -lt "$WAIT" ]; do
  tries=$((tries + 1))
  sleep 1
  state=$(systemctl is-active "$UNIT" || true)
  if [ "$state" = active ]; then
    [ "$UNIT" = k3s-agent ] && exit 0
    timeout 10 /usr/local/bin/k3s kubectl get --raw=/readyz >/dev/null 2>&1 && exit 0
  fi
  # systemd tries again and again: after the third time its reason will not change
  if [ "$state" = failed ] || [ "$(systemctl show --property NRestarts --value "$UNIT")" -ge 3 ]; then break; fi
done
echo "$UNIT is $state; its log ends:" >&2
journalctl --unit "$UNIT" --no-pager --lines 5 --output cat >&2
exit 1
