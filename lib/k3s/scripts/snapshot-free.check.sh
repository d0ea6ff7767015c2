#!/bin/sh
# Whether no snapshot has this name yet: an older one must not stand for the data of now.
taken=$(meant)
[ -z "$taken" ] && exit 0
echo "the name is taken: choose another one; there are: $(here)" >&2
exit 1
