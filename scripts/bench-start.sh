#!/bin/sh
# Measures how long `glutecue live` takes from its start to the first period of a virtual sound card. Part of `make bench`.
#   STARTS=15   how often     GLUTECUE=…   the program to measure
set -eu
cd "$(dirname "$0")/.."
glutecue=${GLUTECUE:-.build/release/glutecue}
rig=$(mktemp -d)
trap 'rm -rf "$rig"' EXIT
trap 'exit 130' INT TERM

head -c 384000 /dev/urandom >"$rig/in.raw"
export EMGSIM_LIB="$PWD/.build/release/libasound_module_pcm_emgsim.so" ALSA_CONFIG_PATH="$PWD/Tests/EMGSim/asound.conf"
export EMGSIM_IN="$rig/in.raw" EMGSIM_OUT=/dev/null EMGSIM_LOG="$rig/log"
python3 Benchmarks/live_start.py "$glutecue" "$EMGSIM_LOG" "${STARTS:-15}" 5 --input alsa:sim --tone alsa:sim \
  --map glute=1,hamstring=2 --rate 48000 --period 5 --duration 1 --output "$rig/session" --force
