#!/bin/sh
# Puts a server's data aside, so that it joins the restored cluster as a new member and gets all of it from there.
set -eu
umask 077
systemctl stop k3s
db=/var/lib/rancher/k3s/server/db
rm -rf "$db/etcd-before-restore"
[ ! -d "$db/etcd" ] || mv "$db/etcd" "$db/etcd-before-restore"
printf '%s\n' "$JOIN" >/etc/rancher/k3s/config.yaml.d/join.yaml
echo "$RUN" >/etc/rancher/unifyops/restored
