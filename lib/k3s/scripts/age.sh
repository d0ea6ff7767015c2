#!/bin/sh
# What the facts and the start share.

# newer <unit>: the first path that is newer than the service that runs, which goes on with what was there before. files.apply.sh writes
# all of a host's files anew, so config.yaml stands for every one of them, and for those that went. The age is asked before the clock, so
# that a file of the same second never counts as newer.
newer() {
  age=$(ps -o etimes= -p "$(systemctl show --property MainPID --value "$1")")
  started=$(($(date +%s) - age))
  for path in /usr/local/bin/k3s /etc/rancher/k3s/token /etc/rancher/k3s/config.yaml "/etc/systemd/system/$1.service"; do
    if [ -f "$path" ] && [ "$(stat -c %Y "$path")" -gt "$started" ]; then
      echo "$path"
      return
    fi
  done
}
