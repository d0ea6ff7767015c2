#!/bin/sh
# Whether this run has rotated the token.
[ "$(cat /etc/rancher/unifyops/token-rotated 2>/dev/null)" = "$RUN" ]
