#!/bin/sh
# Makes the pictures and the sound in docs/pictures from a run on Samples/glute-stops.wav and from simulated weeks. A minute and a half.
# Needs Chromium and python3 with venv; Pillow and soundfile come from PyPI into .build/pictures/venv.
set -eu
cd "$(dirname "$0")/.."
cache=.build/pictures
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
[ -n "$chromium" ] || { echo "pictures: needs Chromium (apt install chromium)" >&2; exit 69; }
python=$cache/venv/bin/python
if ! [ -x "$python" ] || ! cmp -s scripts/picture-requirements.txt "$cache/requirements.txt"; then
  echo "Installing Pillow and soundfile into $cache/venv"
  rm -rf "$cache/venv"
  python3 -m venv "$cache/venv" || { echo "pictures: needs python3 with venv (apt install python3-venv)" >&2; exit 69; }
  "$python" -m pip install -q --disable-pip-version-check -r scripts/picture-requirements.txt
  cp scripts/picture-requirements.txt "$cache/requirements.txt"
fi
rm -rf "$cache/results"
scripts/picture-results.sh "$PWD/$cache/results"
PYTHONDONTWRITEBYTECODE=1 "$python" scripts/pictures.py .build/release/glutecue "$chromium" "$cache/results" docs/pictures
scripts/check-pictures.sh --accept
ls -l docs/pictures | awk 'NR > 1 { printf "  %8d  %s\n", $5, $9; sum += $5 } END { printf "  %8d  in all\n", sum }'
