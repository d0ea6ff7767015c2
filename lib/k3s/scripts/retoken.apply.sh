#!/bin/sh
# Gives a server the token that the cluster's data is kept under now.
set -eu
umask 077
printf '%s\n' "$TOKEN" >/etc/rancher/k3s/token.part
mv /etc/rancher/k3s/token.part /etc/rancher/k3s/token
echo "$RUN" >/etc/rancher/unifyops/token-taken
