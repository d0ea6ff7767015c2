#!/bin/sh
# Whether this run has taken this server back.
[ "$(cat /etc/rancher/unifyops/restored 2>/dev/null)" = "$RUN" ]
