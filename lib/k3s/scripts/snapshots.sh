#!/bin/sh
# What the scripts about snapshots share. k3s calls each <name>-<node>-<seconds>, with .zip behind it where it packs them.
folder=/var/lib/rancher/k3s/server/db/snapshots

# Paths of the snapshots that NAME means, the newest last: a file of just that name, or those that NODE saved under it. A longer name that
# begins alike is another one.
meant() {
  if [ -f "$folder/$NAME" ]; then
    echo "$folder/$NAME"
    return
  fi
  for path in "$folder/$NAME-$NODE-"*; do
    seconds=${path#"$folder/$NAME-$NODE-"}
    case ${seconds%.zip} in '' | *[!0-9]*) ;; *) echo "$seconds $path" ;; esac
  done | sort -n | cut -d ' ' -f 2-
}

# Names of all snapshots that are on this disk.
here() {
  names=$(find "$folder" -maxdepth 1 -type f -printf '%f ' 2>/dev/null)
  echo "${names:-none}" | sed 's/ $//'
}
