#!/bin/sh
# Ends with 69 and one line that names the packages when tools are missing.
#   need-tools.sh WHO TOOL:PACKAGE…      WHO asks
set -eu
who=$1
shift
missing=""
for pair in "$@"; do
  command -v "${pair%%:*}" >/dev/null || missing="$missing ${pair#*:}"
done
[ -z "$missing" ] || { echo "$who: missing here:$missing. Install: sudo apt install$missing" >&2 && exit 69; }
