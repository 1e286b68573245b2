#!/bin/sh
# Makes the simulated recordings in Samples again. They come out the same, byte for byte, on every machine.
#   make-samples.sh [FOLDER]   into FOLDER/Samples instead     GLUTECUE=…   the binary to use
set -eu
package=$(cd "$(dirname "$0")/.." && pwd)
glutecue=${GLUTECUE:-$package/.build/release/glutecue}
cd "${1:-$package}"
mkdir -p Samples

# sample NAME OPTION…    The paths are relative, as they end up in the sidecar.
sample() {
  name=$1
  shift
  "$glutecue" simulate --output "Samples/$name.wav" --truth "Samples/$name.truth.csv" "$@" --force
}

sample healthy --duration 50 --cadence 79-83
sample glute-stops --duration 60 --silent 30-37,60-63 --seed 2
sample electrode-off --duration 50 --fault off:hamstring@25-35 --mains 50.03 --mains-level 0.5 --seed 3
