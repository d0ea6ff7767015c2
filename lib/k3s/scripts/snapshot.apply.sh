#!/bin/sh
# Saves the cluster's data, to disk and to the bucket that the configuration names.
exec /usr/local/bin/k3s etcd-snapshot save --name "$NAME" </dev/null >&2
