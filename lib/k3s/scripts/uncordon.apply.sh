#!/bin/sh
# Lets a node take pods again.
exec /usr/local/bin/k3s kubectl uncordon "$NODE" </dev/null >&2
