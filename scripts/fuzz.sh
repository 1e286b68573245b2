#!/bin/sh
# Looks for inputs that crash a reader: libFuzzer with the address sanitizer on every target of Fuzz/, one after the other.
#   fuzz.sh SECONDS [TARGET …]    so many seconds for each target; without targets all of them
# Findings (a trap, a report of the sanitizer, more than a second of processor time, more than 256 MB) are kept in .build-fuzz/findings, what
# reaches new code in .build-fuzz/corpus. Exit code 1 when there is a finding. Building is `make fuzz`'s.
set -eu
cd "$(dirname "$0")/.."
root=$PWD
seconds=${1:-60}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- $(ls Fuzz/Seeds) mending

folder=$(mktemp -d "$([ -d /dev/shm ] && echo /dev/shm || echo "${TMPDIR:-/tmp}")/glutecue-fuzz.XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM
# a crash is libFuzzer's to tell; freed memory is kept back for 8 MB only, so that the limit is the reader's; who has allocated
# it is left out, which takes half of the time: one input run alone tells it
export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=quarantine_size_mb=8:malloc_context_size=1:detect_leaks=0 TZ=UTC

status=0
total=0
for target in "$@"; do
  corpus=$root/.build-fuzz/corpus/$target
  findings=$root/.build-fuzz/findings/$target
  mkdir -p "$corpus" "$findings" "$folder/$target"
  # both read the same
  like=$target
  [ "$target" != mending ] || like=recording
  dictionary=$root/Fuzz/Dictionaries/$like.dict
  if (
    cd "$folder/$target"
    FUZZ_TARGET=$target FUZZ_FOLDER=$folder/$target "$root/.build-fuzz/release/glutecue-fuzz" \
      -max_total_time="$seconds" -timeout=20 -rss_limit_mb=256 -malloc_limit_mb=256 -max_len=4096 -print_final_stats=1 -print_funcs=0 \
      -artifact_prefix="$findings/" $([ ! -f "$dictionary" ] || echo "-dict=$dictionary") \
      "$corpus" "$root/Fuzz/Seeds/$like"
  ) >"$findings/log" 2>&1; then found=nothing; else
    found="a finding, see $findings"
    status=1
  fi
  runs=$(sed -n 's/^stat::number_of_executed_units: //p' "$findings/log")
  total=$((total + ${runs:-0}))
  printf '%-10s %12s inputs  %s\n' "$target" "${runs:-?}" "$found"
done
echo "in all     $(printf '%12s' "$total") inputs"
exit $status
