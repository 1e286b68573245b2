#!/bin/sh
# Makes a BIDS data set of people who do not exist: scripts/simulated-study.sh FOLDER PEOPLE SECONDS [JOBS]
# Everybody runs in a way of their own; every tenth glute does little from the first stride on, and every seventh falls silent
# for a while. GLUTECUE is the program to use.
set -eu
folder=$1 people=$2 seconds=$3 jobs=${4:-1}
GLUTECUE=${GLUTECUE:-glutecue}
export GLUTECUE folder seconds people
mkdir -p "$folder"
one() {
  number=$1
  label=$(printf "%0${#people}d" "$number")
  work=$(mktemp -d "$folder/.making-XXXXXX")
  set -- --runner "mixed:$number" --seed "$number" --duration "$seconds"
  [ $((number % 10)) -ne 0 ] || set -- "$@" --gain-glute 0.25
  [ $((number % 7)) -ne 0 ] || set -- "$@" --silent 18-25
  "$GLUTECUE" simulate --output "$work/run.wav" "$@" > "$work/log"
  "$GLUTECUE" analyze "$work/run.wav" --output "$work/session" >> "$work/log"
  "$GLUTECUE" export "$work/session" --recording "$work/run.wav" --to bids --subject "$label" --output "$work/bids" >> "$work/log"
  rm -rf "$folder/sub-$label"
  mv "$work/bids/sub-$label" "$folder/sub-$label"
  mv "$work/bids/dataset_description.json" "$work/bids/README" "$folder/"
  rm -rf "$work"
}
if [ "${5:-}" ]; then
  one "$5"
  exit
fi
seq "$people" | xargs -P "$jobs" -I{} "$0" "$folder" "$people" "$seconds" 1 {}
{
  echo participant_id
  ls "$folder" | grep '^sub-'
} > "$folder/participants.tsv"
