#!/bin/sh
# Fails when a fixed job needs more than 3 % more instructions than Benchmarks/instructions.txt keeps for it.
#   scripts/check-instructions.sh             compares
#   scripts/check-instructions.sh --accept    keeps the new numbers
# What is counted is GluteCue's own code, by valgrind: libraries, Swift's in it too, have no part in it, and a count repeats
# to the last digit or nearly so, as times never do. Numbers hold for one processor architecture and one Swift compiler; for
# another the check says so and passes.
set -eu
cd "$(dirname "$0")/.."
glutecue=${GLUTECUE:-.build/release/glutecue}
kept=Benchmarks/instructions.txt
cache=.build/bench
mkdir -p "$cache"

for tool in valgrind strip nm taskset; do
  if ! command -v "$tool" >/dev/null; then
    echo "Instruction counts: skipped (needs $tool; apt install valgrind binutils util-linux)"
    exit 0
  fi
done
[ -x "$glutecue" ] || { echo "Instruction counts: $glutecue is not there; build it with make run" >&2; exit 1; }
toolchain="$(uname -m) $(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' | head -n 1)"

# Without debug information: valgrind cannot read all of Swift's.
strip --strip-debug "$glutecue" -o "$cache/glutecue-stripped"
simulate() {
  [ -f "$cache/gate-$1.wav" ] || {
    "$glutecue" simulate --output "$cache/gate-unfinished.wav" --duration "$1" --rate 48000 --seed 1 --force \
      >/dev/null
    mv "$cache/gate-unfinished.wav" "$cache/gate-$1.wav"
  }
}
simulate 30
simulate 60

# The functions of Swift's own libraries, which are in the program too but are no code of GluteCue's.
nm --defined-only --format=just-symbols "$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")"/lib/swift_static/linux/*.a \
  2>/dev/null | sort -u >"$cache/gate.swift"

# count ARGUMENTS…: instructions of GluteCue's own code, on one processor.
count() {
  taskset -c "$(taskset -cp $$ | sed 's/.*: *//; s/[-,].*//')" valgrind --tool=callgrind --demangle=no \
    --callgrind-out-file="$cache/gate.callgrind" "$cache/glutecue-stripped" "$@" >/dev/null 2>"$cache/gate.log" || {
    cat "$cache/gate.log" >&2
    exit 1
  }
  awk '
    # names are given once, as "ob=(3) /path/of/it" or "cob=(3) …", then by number
    FNR == NR { ofSwift[$1]; next }
    /^c?ob=/ { id = $1; sub(/^c?ob=/, "", id); if (NF > 1) isOurs[id] = $2 ~ /glutecue/ }
    /^ob=/ { ours = isOurs[id] }
    /^c?fn=/ { id = $1; sub(/^c?fn=/, "", id); if (NF > 1) { sub(/\047[0-9]+$/, "", $2); isSwifts[id] = $2 in ofSwift } }
    /^fn=/ { own = ours && !isSwifts[id] }
    /^calls=/ { skip = 1; next }
    /^[0-9+*-]/ { if (skip) skip = 0; else if (own) sum += $2 }
    END { printf "%.0f\n", sum }' "$cache/gate.swift" "$cache/gate.callgrind"
}

map=glute=1,hamstring=2
analyze=$(count analyze "$cache/gate-60.wav" --map $map --output "$cache/gate-analyze" --force)
live() {
  count live --input "wav:$cache/gate-$1.wav" --tone none --pace none --map $map --output "$cache/gate-live" --force
}
long=$(live 60)
short=$(live 30)
found="analyze_60_s $analyze
live_per_second $(((long - short) / 30))"

if [ "${1:-}" = --accept ]; then
  {
    echo "# Instructions of GluteCue's own code; scripts/check-instructions.sh compares. 48 kHz, 16 bit, two channels, simulated."
    echo "toolchain $toolchain"
    echo "$found"
  } >"$kept"
  echo "Instruction counts: kept"
  echo "$found"
  exit 0
fi
before=$(sed -n 's/^toolchain //p' "$kept")
if [ "$before" != "$toolchain" ]; then
  echo "Instruction counts: not compared ($kept holds those of $before, this is $toolchain)"
  exit 0
fi
echo "$found" | while read -r job number; do
  limit=$(awk -v job="$job" '$1 == job { printf "%.0f", 1.03 * $2 }' "$kept")
  was=$(awk -v job="$job" '$1 == job { print $2 }' "$kept")
  if [ "$number" -gt "${limit:-0}" ]; then
    echo "Instruction counts: $job needs $number instructions, kept are ${was:-none}: more than 3 % more." >&2
    echo "Make it faster, or keep the new number and say why in the commit: make accept-instructions" >&2
    exit 1
  fi
  echo "Instruction counts: $job $number (kept: $was)"
done
