#!/bin/sh
# Whether a snapshot of this name is there.
[ -n "$(meant)" ]
