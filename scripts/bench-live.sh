#!/bin/sh
# Measures a live session from end to end, through PulseAudio's virtual sound cards: EMG played by aplay is captured by
# glutecue, its tones and the EMG are recorded beside it, and compared. Part of `make bench`.
#   SECONDS_LIVE=60   length     PERIOD_MS=5   TONE_BUFFER_MS=20     GLUTECUE=…   the program to measure
#   KEEP=FOLDER       keeps what was recorded
set -eu
cd "$(dirname "$0")/.."
glutecue=${GLUTECUE:-.build/release/glutecue}
seconds=${SECONDS_LIVE:-60}
period=${PERIOD_MS:-5}
tone_buffer=${TONE_BUFFER_MS:-20}

missing=''
for tool in pulseaudio:pulseaudio pactl:pulseaudio-utils aplay:alsa-utils python3:python3-numpy; do
  command -v "${tool%%:*}" >/dev/null || missing="$missing ${tool##*:}"
done
python3 -c 'import numpy' 2>/dev/null || missing="$missing python3-numpy"
ls /usr/lib/*/alsa-lib/libasound_module_pcm_pulse.so >/dev/null 2>&1 || missing="$missing libasound2-plugins"
if [ -n "$missing" ]; then
  echo "bench-live: left out; it needs: apt-get install --no-install-recommends$missing"
  exit 0
fi

rig=$(mktemp -d)
trap 'scripts/pulse-rig/start.sh --stop "$rig"; [ -z "${KEEP:-}" ] || cp -r "$rig" "$KEEP"; rm -rf "$rig"' EXIT
trap 'exit 130' INT TERM
EMG_CHANNELS=2 scripts/pulse-rig/start.sh "$rig"
export ALSA_CONFIG_PATH="$rig/asound.conf"

"${CC:-cc}" -O2 -Wall -Wextra Benchmarks/record_pair.c -o "$rig/record_pair" -lasound
"$glutecue" simulate --output "$rig/emg.wav" --duration $((seconds - 6)) --rate 48000 --silent 20-26,40-46 \
  --seed 4 >/dev/null

echo "A live session of $seconds s on virtual sound cards, 48 kHz, periods of $period ms, playback buffer $tone_buffer ms"
"$glutecue" live --input alsa:emg_cap --tone alsa:fb_play --map glute=1,hamstring=2 --rate 48000 --period "$period" \
  --tone-buffer "$tone_buffer" --duration "$seconds" --output "$rig/session" >"$rig/live.txt" 2>&1 &
live=$!
"$rig/record_pair" "$seconds" emg_cap "$rig/emg.raw" fb_cap "$rig/tone.raw" >"$rig/times" &
recorders=$!
sleep 2 # until both listen: what is played before is lost to them
aplay -q -D emg_play "$rig/emg.wav"
wait $recorders
wait $live || { cat "$rig/live.txt" >&2 && exit 1; }
python3 Benchmarks/live_latency.py "$rig/emg.wav" "$rig/session" "$rig/emg.raw" "$rig/tone.raw" "$rig/times" \
  $((tone_buffer + 2 * period + 5))
