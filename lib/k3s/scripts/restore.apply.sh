#!/bin/sh
# Takes this server's data back to a snapshot, as the only member of etcd. k3s keeps the data of before beside it. With a bucket in its
# configuration k3s looks nowhere else, so it is told which of the two to take.
set -eu
umask 077
snapshot=$(meant | tail -n 1)
bucket=false
if [ -z "$snapshot" ] && [ -f /etc/rancher/k3s/config.yaml.d/s3.yaml ]; then snapshot=$NAME bucket=true; fi
if [ -z "$snapshot" ]; then
  echo "no snapshot $NAME; there are: $(here)" >&2
  exit 1
fi
systemctl stop k3s
rm -f /var/lib/rancher/k3s/server/db/reset-flag
printf '%s\n' "$JOIN" >/etc/rancher/k3s/config.yaml.d/join.yaml
/usr/local/bin/k3s server --cluster-reset --cluster-reset-restore-path="$snapshot" --etcd-s3=$bucket </dev/null >/run/unifyops-restore.log 2>&1 || {
  tail -n 5 /run/unifyops-restore.log >&2
  exit 1
}
rm -f /run/unifyops-restore.log
echo "$RUN" >/etc/rancher/unifyops/restored
