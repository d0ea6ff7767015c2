#!/bin/sh
# Puts the certificates of a node aside: k3s makes new ones when it starts.
set -eu
systemctl stop "$UNIT"
/usr/local/bin/k3s certificate rotate
echo "$RUN" >/etc/rancher/unifyops/certificates-rotated
