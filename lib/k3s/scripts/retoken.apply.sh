#!/bin/sh
# Gives a node the token that is good now.
set -eu
umask 077
printf '%s\n' "$TOKEN" >/etc/rancher/k3s/token.part
mv /etc/rancher/k3s/token.part /etc/rancher/k3s/token
echo "$RUN" >/etc/rancher/unifyops/token-taken
