#!/bin/sh
# Takes a file by standard input, and gives it its name when its checksum was right.
set -eu
umask 022
mkdir -p "$(dirname "$TARGET")"
cat >"$TARGET.part"
found=$(sha256sum <"$TARGET.part" | cut -d ' ' -f 1)
if [ "$found" != "$SHA256" ]; then
  rm -f "$TARGET.part"
  echo "the file's checksum is $found, not $SHA256" >&2
  exit 1
fi
chmod "$MODE" "$TARGET.part"
mv "$TARGET.part" "$TARGET"
