#!/bin/sh
# Makes what the pictures of the docs show, from samples and simulated runners: the same on every machine.
#   picture-results.sh FOLDER    FOLDER/run: a session on Samples/glute-stops.wav with its tone; FOLDER/weeks: a history
#   GLUTECUE=…                   the binary to use
set -eu
package=$(cd "$(dirname "$0")/.." && pwd)
glutecue=${GLUTECUE:-$package/.build/release/glutecue}
folder=$1
mkdir -p "$folder/home"
export XDG_CONFIG_HOME="$folder/home" XDG_DATA_HOME="$folder/home" XDG_CACHE_HOME="$folder/home"

"$glutecue" live --input "wav:$package/Samples/glute-stops.wav" --tone "wav:$folder/tone.wav" --output "$folder/run" \
  --pace none --no-history --quiet --force >/dev/null

# Fourteen sessions in seven weeks: a glute that does more from the third week on.
mkdir -p "$folder/weeks"
cd "$folder/weeks"
session=0
for day in 08-31:0.25 09-03:0.27 09-07:0.24 09-10:0.26 09-14:0.30 09-17:0.36 09-21:0.44 09-24:0.50 09-28:0.60 10-01:0.68 \
  10-05:0.80 10-08:0.88 10-12:0.95 10-15:1.00; do
  session=$((session + 1))
  "$glutecue" simulate --output run.wav --duration 90 --runner person:7 --seed $session --day $session --day-cv 10 \
    --weak "1-999:${day#*:}" --force >/dev/null
  "$glutecue" analyze run.wav --output "$session" --force >/dev/null
  "$glutecue" history add "$session" --store weeks.sqlite --date "2026-${day%:*} 18:00" >/dev/null
done
rm -f run.wav run.json
"$glutecue" log "psoas release 10 min" --soreness 4 --date 2026-09-12 --store weeks.sqlite >/dev/null
"$glutecue" log "psoas release 10 min" --soreness 3 --date 2026-09-19 --store weeks.sqlite >/dev/null
"$glutecue" log "easy week" --soreness 1 --date 2026-10-06 --store weeks.sqlite >/dev/null
"$glutecue" history --store weeks.sqlite --html weeks.html >/dev/null
