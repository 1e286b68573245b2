#!/bin/sh
# Checks that modules import only what scripts/layers.txt allows and what Package.swift declares.
#   check-arrows.sh [PACKAGE_FOLDER]    one line for each violation; exit code 1 if there is any
#   check-arrows.sh --self-test         checks the check
set -eu
scripts=$(cd "$(dirname "$0")" && pwd)
if [ "${1:-}" = --self-test ]; then exec "$scripts/check-arrows-self-test.sh"; fi
cd "${1:-$scripts/..}"

declared=$(mktemp)
trap 'rm -f "$declared"' EXIT
# what an environment adds is declared too
GLUTECUE_TLS=1 swift package dump-package | awk -f "$scripts/declared-dependencies.awk" >"$declared"
[ -s "$declared" ] || { echo "check-arrows: Package.swift declares no target that could be read" >&2; exit 1; }

# shellcheck disable=SC2046 # one argument per file; source files have no spaces in their names
awk -f "$scripts/check-arrows.awk" \
  reading=layers scripts/layers.txt \
  reading=declared "$declared" \
  reading=source $(find Sources Tests -name '*.swift' | LC_ALL=C sort)
