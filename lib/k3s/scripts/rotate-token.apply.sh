#!/bin/sh
# Has k3s make a new token. The old one is in the environment of this one program, not on its command line.
set -eu
K3S_TOKEN=$(cat /var/lib/rancher/k3s/server/token) /usr/local/bin/k3s token rotate >/dev/null
echo "$RUN" >/etc/rancher/unifyops/token-rotated
