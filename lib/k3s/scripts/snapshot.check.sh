#!/bin/sh
# Whether a snapshot of this name is there.
ls "/var/lib/rancher/k3s/server/db/snapshots/$NAME"-* >/dev/null 2>&1
