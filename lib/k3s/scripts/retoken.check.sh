#!/bin/sh
# Whether a server has taken the token of this run.
[ "$(cat /etc/rancher/unifyops/token-taken 2>/dev/null)" = "$RUN" ]
