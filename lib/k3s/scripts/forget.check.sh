#!/bin/sh
# Whether this run has forgotten the passwords of old machines.
[ "$(cat /etc/rancher/unifyops/forgotten 2>/dev/null)" = "$RUN" ]
