#!/bin/sh
# Whether this run has made the cluster new authorities.
[ "$(cat /etc/rancher/unifyops/authority-rotated 2>/dev/null)" = "$RUN" ]
