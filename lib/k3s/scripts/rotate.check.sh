#!/bin/sh
# Whether this run has rotated the node's certificates.
[ "$(cat /etc/rancher/unifyops/certificates-rotated 2>/dev/null)" = "$RUN" ]
