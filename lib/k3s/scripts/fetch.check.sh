#!/bin/sh
# Whether the release is here already, in use or in waiting.
for program in /usr/local/bin/k3s "/var/lib/rancher/unifyops/k3s-$VERSION"; do
  [ -x "$program" ] && [ "$("$program" --version 2>/dev/null | awk 'NR == 1 { print $3 }')" = "$VERSION" ] && exit 0
done
echo "$VERSION is not here" >&2
exit 1
