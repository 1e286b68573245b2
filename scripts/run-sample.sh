#!/bin/sh
# Runs GluteCue live on a sample recording in which the glute stops firing, with the tones into a file.
set -eu
cd "$(dirname "$0")/.."
.build/release/glutecue live Samples/glute-stops.wav --tone out/run/tone.wav --output out/run --pace none --no-history --force
cat <<'END'

The result is in out/run:
  tone.wav       what the runner hears
  strides.csv    every stride: activation of glute and hamstring, their ratio, the verdict
  cues.csv       every cue: when, in which stride, which kind
  summary.json   the session in short
  report.html    the session as a page: open it in a browser
  recording.wav  the raw input (recording.json: channels and full scale)
END
