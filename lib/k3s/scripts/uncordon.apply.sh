#!/bin/sh
# Lets a node take pods again, and takes our mark away with the same write.
uncordon='{"metadata":{"annotations":{"unifyops.dev/cordoned":null}},"spec":{"unschedulable":null}}'
exec /usr/local/bin/k3s kubectl patch node "$NODE" --type=merge --patch "$uncordon" >&2
