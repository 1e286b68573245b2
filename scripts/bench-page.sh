#!/bin/sh
# Measures the live page and the phone app: frames drawn, delay from sample to screen, what visitors cost the audio thread.
#   LENGTH=60   seconds of each session     CHROMIUM=…   the browser     GLUTECUE=…   the binary to measure
# Needs python3 and Chromium (apt install chromium). Real time must be allowed, or the worst wake-ups say little.
set -eu
cd "$(dirname "$0")/.."
glutecue=${GLUTECUE:-.build/release/glutecue}
length=${LENGTH:-60}
cache=.build/bench
mkdir -p "$cache"

fail() {
  echo "bench-page: $1" >&2
  exit 1
}

chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
[ -n "$chromium" ] && command -v python3 >/dev/null || {
  echo "bench-page: left out; it needs python3 and Chromium (apt install python3 chromium)"
  exit 0
}
library=$PWD/.build/release/libasound_module_pcm_emgsim.so
[ -x "$glutecue" ] && [ -f "$library" ] || fail "$glutecue or the virtual sound card is not there; build them with make test"
recording=$cache/running.wav
[ -f "$recording" ] ||
  "$glutecue" simulate --output "$recording" --duration 60 --rate 48000 --seed 1 >/dev/null
echo "$(uname -m), $(getconf _NPROCESSORS_ONLN) processors, $("$chromium" --version 2>/dev/null | head -n 1)"
python3 Benchmarks/live_page.py "$glutecue" "$library" "$recording" "$length" "$chromium"
