#!/bin/sh
# Compares `glutecue analyze` with the floor, the least work that yields two envelopes (Benchmarks/floor.c), and with four
# Python libraries (Benchmarks/peers.py) in a virtual environment of their own, if python3 can make one.
#   MINUTES="10 60"   lengths of the recordings     PAIRS=7   measured pairs     GLUTECUE=…   the binary to measure
#   PEER_PAIRS=1      pairs with each Python library, of which one needs a minute a run
# Measured is the program as `make install` installs it.
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
  "$glutecue" simulate --output "$cache/unfinished.wav" --duration $(($1 * 60)) --rate 48000 --seed 1 --force >/dev/null
  mv "$cache/unfinished.wav" "$recording"
}

# compare_with LABEL COMMAND…
compare_with() {
  # shellcheck disable=SC2086 # no word, or three
  "$cache/compare" "$pairs" "$@" -- "$name" $pinned "$glutecue" analyze "$recording" --map glute=1,hamstring=2 \
    --output "$cache/output" --force
}
name=glutecue
pinned=

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
  name="on one core" pinned="taskset -c 0"
  compare_with floor "$cache/floor" "$recording"
  name=glutecue pinned=
done

echo
python=$cache/venv/bin/python
if ! [ -x "$python" ] || ! "$python" -c 'import neurokit2, biosppy, pyemgpipeline, peakutils, soundfile' 2>/dev/null; then
  echo "Installing the Python libraries into $cache/venv"
  if ! python3 -m venv "$cache/venv" 2>/dev/null || ! "$python" -m pip install -q -r Benchmarks/requirements.txt; then
    echo "Python libraries: skipped (need python3 with venv, and the network)"
    exit 0
  fi
fi
# shellcheck disable=SC2086 # one word a length
set -- $minutes
simulate "$1"
echo "$1 min, 48 kHz, 2 channels, against Python libraries"
"$python" Benchmarks/peers.py --versions
pairs=${PEER_PAIRS:-1}
for peer in scipy neurokit2 biosppy pyemgpipeline; do
  compare_with "$peer" "$python" Benchmarks/peers.py "$peer" "$recording"
done
echo "None of the four finds strides, a ratio or a silent glute; pyemgpipeline finds no onsets either. They get the"
echo "recording decimated by scipy, and hold all of it in memory."
