#!/bin/sh
# Writes the token and the configuration that joins. printf is a part of the shell: the token is on no command line.
set -eu
umask 077
mkdir -p /etc/rancher/k3s/config.yaml.d
printf '%s\n' "$TOKEN" >/etc/rancher/k3s/token.part
if [ -n "$AGENT_TOKEN" ]; then
  printf '%s\n' "$AGENT_TOKEN" >/etc/rancher/k3s/agent-token.part
  mv /etc/rancher/k3s/agent-token.part /etc/rancher/k3s/agent-token
fi
mv /etc/rancher/k3s/token.part /etc/rancher/k3s/token
printf '%s\n' "$JOIN" >/etc/rancher/k3s/config.yaml.d/join.part
mv /etc/rancher/k3s/config.yaml.d/join.part /etc/rancher/k3s/config.yaml.d/join.yaml
