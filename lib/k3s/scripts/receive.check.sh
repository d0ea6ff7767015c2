#!/bin/sh
# Whether a file is here, whole.
[ -f "$TARGET" ] && [ "$(sha256sum <"$TARGET" | cut -d ' ' -f 1)" = "$SHA256" ] && exit 0
echo "$TARGET is not here, or another one" >&2
exit 1
