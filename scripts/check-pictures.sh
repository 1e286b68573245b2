#!/bin/sh
# Fails when the pictures in docs/pictures are older than what they show: the pages' sources, the sample, and what GluteCue finds in
# it. docs/pictures/made-from.txt keeps checksums of these; `make pictures` makes pictures and checksums anew. Needs no browser.
#   scripts/check-pictures.sh             names what has changed
#   scripts/check-pictures.sh --accept    keeps the present checksums
#   GLUTECUE=…                            the binary to use
set -eu
cd "$(dirname "$0")/.."
kept=docs/pictures/made-from.txt
export LC_ALL=C

# verdicts FILE…: of tables of strides and cues only what was decided; decimals may differ between processors.
verdicts() {
  awk -F , '
    FNR == 1 { for (n = 1; n <= NF; n++) column[$n] = n; next }
    { print $column["stride"], $column[FILENAME ~ /cues/ ? "kind" : "verdict"] }' "$@"
}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
scripts/picture-results.sh "$folder"
verdicts "$folder/run/strides.csv" >"$folder/strides of the run"
verdicts "$folder/run/cues.csv" >"$folder/cues of the run"
verdicts "$folder"/weeks/*/strides.csv >"$folder/strides of the weeks"
# without numbers, for the same reason
sed -n 's|.*<p class="lead">\(.*\)</p>.*|\1|p' "$folder/run/report.html" "$folder/weeks/weeks.html" | tr -d '0-9' >"$folder/answers on the pages"
[ -s "$folder/answers on the pages" ] || { echo "check-pictures: the pages have no answers" >&2 && exit 1; }

sums() {
  sha256sum Samples/glute-stops.wav scripts/picture-results.sh scripts/pictures.py Sources/LiveDisplay/Page/* \
    $(find Sources/WebPages/Resources/Live Sources/WebPages/Resources/Theme Sources/WebPages/Resources/Report \
      Sources/WebPages/Resources/History -type f | grep -v /pair.mustache | sort)
  (cd "$folder" && sha256sum "strides of the run" "cues of the run" "strides of the weeks" "answers on the pages")
}

if [ "${1:-}" = --accept ]; then
  sums >"$kept"
  exit 0
fi
sums >"$folder/sums"
changed=$(diff "$kept" "$folder/sums" | sed -n 's/^[<>] [0-9a-f]*  //p' | sort -u | paste -s -d , - | sed 's/,/, /g')
if [ -n "$changed" ]; then
  echo "The pictures in docs/pictures are older than $changed: run make pictures, and look at them." >&2
  exit 1
fi
echo "Pictures: as the pages are"
