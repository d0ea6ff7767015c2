#!/bin/sh
# Whether files are as they should be: lines of checksum, mode and path. What is no longer wanted must be gone.
for path in $OBSOLETE; do [ ! -e "$path" ] || { echo "$path is left" >&2; exit 1; }; done
echo "$FILES" | while read -r sum mode path; do
  if [ ! -f "$path" ] || [ "$(sha256sum <"$path" | cut -d ' ' -f 1) $(stat -c %a "$path")" != "$sum $mode" ]; then
    echo "$path is missing or another one" >&2
    exit 1
  fi
done
