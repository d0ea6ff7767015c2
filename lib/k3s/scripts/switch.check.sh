#!/bin/sh
# Whether the release is the one in use.
found=$(/usr/local/bin/k3s --version 2>/dev/null | awk 'NR == 1 { print $3 }')
[ "$found" = "$VERSION" ] && exit 0
echo "in use is ${found:-nothing}, not $VERSION" >&2
exit 1
