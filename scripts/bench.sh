#!/bin/sh
# Compares `glutecue analyze` with the floor, the least work that yields two envelopes (Benchmarks/floor.c), and with
# what one would write in Python (Benchmarks/peer_scipy.py, if python3 with scipy and soundfile is there).
#   MINUTES="10 60"   lengths of the recordings     PAIRS=7   measured pairs     GLUTECUE=…   the binary to measure
# The recordings are simulated once and kept in .build/bench (0.8 GB). The floor maps the whole recording into memory, so
# its peak memory grows with the recording.
set -eu
cd "$(dirname "$0")/.."
glutecue=${GLUTECUE:-.build/release/glutecue}
minutes=${MINUTES:-10 60}
pairs=${PAIRS:-7}
cache=.build/bench
mkdir -p "$cache"

fail() {
  echo "bench: $1" >&2
  exit 1
}

# The C compiler: gcc, or the clang that comes with Swift. Compare figures of one compiler only: clang's floor has
# measured four times as slow as gcc's.
compiler() {
  for candidate in ${CC:-} gcc clang cc; do
    if command -v "$candidate" >/dev/null; then
      echo "$candidate"
      return
    fi
  done
  fail "no C compiler found (gcc or clang)"
}

# A recording of so many minutes; its path is in $recording. Written under another name first, so that an interrupted
# run leaves no half of one.
simulate() {
  recording=$cache/$1-minutes.wav
  [ -f "$recording" ] && return
  echo "Simulating $1 minutes of running at 48 kHz"
  "$glutecue" simulate --output "$cache/unfinished.wav" --duration $(($1 * 60)) --sample-rate 48000 --seed 1 >/dev/null
  mv "$cache/unfinished.wav" "$recording"
}

# compare_with LABEL COMMAND…
compare_with() {
  "$cache/compare" "$pairs" "$@" -- glutecue "$glutecue" analyze "$recording" --map glute=1,hamstring=2 \
    --output "$cache/output" --force
}

[ -x "$glutecue" ] || fail "$glutecue is not there; build it with make bench"
cc=$(compiler)
"$cc" -O2 -Wall -Wextra Benchmarks/compare.c -o "$cache/compare"
# shellcheck disable=SC2046 # one word for each flag
"$cc" -O3 -march=native -ffast-math Benchmarks/floor.c -o "$cache/floor" $(pkg-config --cflags --libs fftw3f) -lm

echo "$(uname -m), $(getconf _NPROCESSORS_ONLN) processors, $("$cc" --version | head -n 1)"
for length in $minutes; do
  simulate "$length"
  echo
  echo "$length min, 48 kHz, 2 channels, against the floor"
  compare_with floor "$cache/floor" "$recording"
done

echo
if ! python3 -c 'import numpy, scipy, soundfile' 2>/dev/null; then
  echo "Python peer: skipped (needs python3 with numpy, scipy and soundfile)"
  exit 0
fi
set -- $minutes
simulate "$1"
echo "$1 min, 48 kHz, 2 channels, against numpy and scipy"
compare_with scipy python3 Benchmarks/peer_scipy.py "$recording"
