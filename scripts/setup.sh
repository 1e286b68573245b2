#!/bin/sh
# Makes sure that the Swift toolchain and the system libraries are there. Installs missing libraries with apt (Debian,
# Ubuntu, Raspberry Pi OS), with sudo unless run by root. Says one short line when there is nothing to do.
#   setup.sh            what building and running need
#   setup.sh --tests    also a browser, in which the tests open the reports (120 MB); where none can be had they are skipped
set -eu

# PROBE PACKAGE REASON: `tool:` is a command, `lib:` a library as pkg-config knows it, `header:` a header of one that
# pkg-config does not know, `file:` any file.
needs='
tool:git          git              fetches the Swift packages
tool:git          ca-certificates  lets git trust where it fetches them from
tool:pkg-config   pkg-config       finds the libraries
lib:fftw3f        libfftw3-dev     Fourier transforms
lib:sndfile       libsndfile1-dev  WAV and FLAC files
lib:alsa          libasound2-dev   sound cards
lib:sqlite3       libsqlite3-dev   the history
lib:liblo         liblo-dev        OSC messages to other programs
lib:libqrencode   libqrencode-dev  QR codes for pairing
header:edflib.h   libedf-dev       EDF+ and BDF+ files
file:/usr/share/javascript/chart.js/chart.min.js libjs-chart.js charts in pages
'

fail() {
  printf 'setup: %s\n' "$@" >&2
  exit 1
}

is_there() {
  case $1 in
    tool:*) command -v "${1#tool:}" >/dev/null ;;
    lib:*) pkg-config --exists "${1#lib:}" 2>/dev/null ;;
    file:*) [ -f "${1#file:}" ] ;;
    header:*) [ -f "/usr/include/${1#header:}" ] || [ -f "/usr/local/include/${1#header:}" ] ;;
  esac
}

# Prints a line "PACKAGE REASON" for everything that is missing.
missing() {
  printf '%s' "$needs" | while read -r probe package reason; do
    if [ -n "$probe" ] && ! is_there "$probe"; then echo "$package $reason"; fi
  done
}

# Runs as root. Without a terminal, sudo fails at once instead of waiting for a password.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif [ -t 0 ]; then
    sudo "$@"
  else
    sudo -n "$@"
  fi
}

apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@"
}

# The package lists may be absent (fresh container) or too old: then fetch them and try once more.
install() {
  apt install -y --no-install-recommends "$@" >"$log" 2>&1 ||
    { apt update >"$log" 2>&1 && apt install -y --no-install-recommends "$@" >>"$log" 2>&1; }
}

# A browser is worth having, but nothing fails without one.
bring_browser() {
  for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then return; fi
  done
  echo "setup: installing with apt: chromium (opens the reports in tests)"
  install chromium || echo "setup: no chromium to be had; the tests in a browser will be skipped"
}

command -v swift >/dev/null ||
  fail "The Swift toolchain is missing (no swift on the PATH). GluteCue needs Swift 6.3 or later:" \
    "https://www.swift.org/install/linux/"

log=$(mktemp)
trap 'rm -f "$log"' EXIT
wanted=$(missing)
if [ -z "$wanted" ]; then
  if [ "${1:-}" = --tests ]; then bring_browser; fi
  echo "setup: everything is there"
  exit 0
fi
packages=$(echo "$wanted" | cut -d ' ' -f 1 | tr '\n' ' ' | sed 's/ $//')
reasons=$(echo "$wanted" | sed 's/\([^ ]*\) \(.*\)/\1 (\2)/' | tr '\n' ',' | sed 's/,$//; s/,/, /g')
by_hand="Install by hand, then run this again: $packages"

command -v apt-get >/dev/null || fail "Missing: $reasons." \
  "There is no apt-get on this system. The names are Debian's; look for their equals here." "$by_hand"
[ "$(id -u)" = 0 ] || command -v sudo >/dev/null || fail "Missing: $reasons." \
  "Installing needs root, and there is no sudo." "$by_hand"

echo "setup: installing with apt: $reasons"
# shellcheck disable=SC2086 # one word for each package
install $packages || {
  tail -n 20 "$log" >&2
  fail "apt could not install them (its last words are above)." "$by_hand"
}
wanted=$(missing)
[ -z "$wanted" ] || fail "apt reported success, but still missing: $(echo "$wanted" | cut -d ' ' -f 1 | tr '\n' ' ')"
if [ "${1:-}" = --tests ]; then bring_browser; fi
