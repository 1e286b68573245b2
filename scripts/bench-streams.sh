#!/bin/sh
# Measures how long after its decision a stride or cue reaches another program, over OSC and LSL, and what sending costs the
# audio thread.
#   LENGTH=60   seconds of each session     PYTHON=…   a Python with liblo, pylsl or mne_lsl     GLUTECUE=…   the binary to measure
# What is not there is left out: python3-liblo (apt), pylsl and mne-lsl (pip, in an environment of your own).
set -eu
cd "$(dirname "$0")/.."
glutecue=${GLUTECUE:-.build/release/glutecue}
length=${LENGTH:-60}
python=${PYTHON:-python3}
cache=.build/bench
mkdir -p "$cache"

command -v "$python" >/dev/null || {
  echo "bench-streams: left out; it needs python3"
  exit 0
}
library=$PWD/.build/release/libasound_module_pcm_emgsim.so
[ -x "$glutecue" ] && [ -f "$library" ] || {
  echo "bench-streams: $glutecue or the virtual sound card is not there; build them with make test" >&2
  exit 1
}
recording=$cache/stopping.wav
[ -f "$recording" ] ||
  "$glutecue" simulate --output "$recording" --duration 60 --rate 48000 --seed 1 --silent 20-24,32-36,44-48,56-60 >/dev/null
echo "$(uname -m), $(getconf _NPROCESSORS_ONLN) processors, load $(cut -d ' ' -f 1 /proc/loadavg)"
"$python" Benchmarks/streams.py "$glutecue" "$library" "$recording" "$length"
