#!/bin/sh
# A live session on a real kernel's sound devices: EMG from hw:Loopback, tone to an emulated USB card, whose plug is
# pulled while it runs and put back. For a look now and then, not for every test run; takes about 2 minutes.
#   scripts/vm/run-live.sh [FOLDER]     FOLDER: for the kernel, made by setup.sh when it is missing; 450 MB
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-${TMPDIR:-/tmp}/glutecue-vm}
cd "$here/../.."
[ -s "$folder/modules" ] || "$here/setup.sh" "$folder"

echo "Building glutecue (the first time takes a few minutes)"
swift build -c release --product glutecue
program=$(swift build -c release --show-bin-path)/glutecue

files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT
# Where /lib/x86_64-linux-gnu is the only place for libraries, a stripped program boots sooner.
strip -o "$files/glutecue" "$program"
"$program" simulate --output "$files/emg.wav" --duration 45 --silent 25-32 --rate 48000
"$here/run-in-vm.sh" "$folder" "$here/job-live.sh" "$files/glutecue" "$files/emg.wav"
