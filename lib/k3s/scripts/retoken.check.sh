#!/bin/sh
# Whether a node has taken the token of this run.
[ "$(cat /etc/rancher/unifyops/token-taken 2>/dev/null)" = "$RUN" ]
