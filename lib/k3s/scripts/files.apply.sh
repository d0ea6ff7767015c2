#!/bin/sh
# Writes files whole or not at all: lines of mode, path and content in base64. What is no longer wanted goes. All are
# written, also those that are right, so that the time of config.yaml says when any of them changed.
set -eu
umask 077
echo "$CONTENTS" | while read -r mode path content; do
  mkdir -p "$(dirname "$path")"
  echo "$content" | base64 -d >"$path.part"
  chmod "$mode" "$path.part"
  mv "$path.part" "$path"
done
for path in $OBSOLETE; do rm -f "$path"; done
systemctl daemon-reload
