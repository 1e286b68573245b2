#!/bin/sh
# Fails when fewer than 90 % of the core's source files have tests of their own: X.swift in a module of the core is tested by
# XTests.swift in that module's tests.
#   scripts/check-mirror.sh            tells the share
#   scripts/check-mirror.sh --list     and the files without
# Not counted are extensions (X+Y.swift), which belong to their type's tests; tables of thresholds (…Tuning.swift), all of
# which CoreTuningTests goes through; and files that only declare, with neither a function nor an initialiser.
set -eu
cd "$(dirname "$0")/.."
least=90

counted=0
missing=""
for module in EMGUnits RealtimeSupport SignalProcessing GaitAnalysis Biofeedback; do
  for file in $(find "Sources/$module" -name '*.swift' | sort); do
    name=$(basename "$file" .swift)
    case $name in *+* | *Tuning) continue ;; esac
    grep -qE '^ *([a-z@_]+ )*(func |init[?(<])' "$file" || continue
    counted=$((counted + 1))
    [ -f "Tests/${module}Tests/${name}Tests.swift" ] || missing="$missing $module/$name"
  done
done
without=$(echo $missing | wc -w)
share=$((100 * (counted - without) / counted))
echo "Tests mirror the core: $((counted - without)) of $counted files ($share %, at least $least)"
[ "${1:-}" != --list ] || for name in $missing; do echo "  $name"; done
if [ "$share" -lt "$least" ]; then
  echo "These files have no tests of their own:" >&2
  for name in $missing; do echo "  $name" >&2; done
  exit 1
fi
