#!/bin/sh
# Installs what was built into an empty folder, looks whether it is whole, removes it, and looks whether nothing is left.
# Checks of a tool that is not on this machine are left out, and it says so.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export DESTDIR="$folder" PREFIX=/usr FROM=.build/release
usr=$folder/usr

fail() { echo "check-install: $*" >&2 && exit 1; }
# with TOOL COMMAND…: runs COMMAND, which needs TOOL; what it prints is a complaint.
with() {
  command -v "$1" >/dev/null || { echo "check-install: no $1 on this machine; its check is left out" && return; }
  shift
  complaint=$("$@" 2>&1) || fail "$* failed: $complaint"
  [ -z "$complaint" ] || fail "$*: $complaint"
}

scripts/install.sh install >/dev/null
[ -x "$usr/bin/glutecue" ] || fail "the program is missing"
# needs PROGRAM: the libraries that it names, one a line.
needs() { readelf -d "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'; }
if command -v readelf >/dev/null; then
  # What uses FoundationNetworking does not link without libcurl's development files; with them, this finds it.
  network=$(needs "$usr/bin/glutecue" | grep -E '^lib(FoundationNetworking|curl)\b' | paste -s -d ' ' || true)
  [ -z "$network" ] || fail "the program needs $network: something in it imports FoundationNetworking, which links" \
    "URLSession and libcurl with some thirty libraries. Every run would start 5 ms later with 6 MB more." \
    "Look for it: grep -rl FoundationNetworking Sources .build/checkouts"
  swift=$(needs "$usr/bin/glutecue" | grep -E '^lib(swift|_?Foundation|dispatch|BlocksRuntime)' | paste -s -d ' ' || true)
  [ -z "$swift" ] || fail "the program needs $swift, so it runs only where the Swift toolchain is. Package.swift links" \
    "Swift's libraries into it (selfContained)."
else
  echo "check-install: no readelf on this machine (apt install binutils); the libraries of the program are not looked at"
fi
"$FROM/glutecue" --experimental-dump-help | grep -q '"commandName" : "live"' || fail "glutecue does not tell its commands"
for page in glutecue glutecue-live glutecue-analyze; do
  file=$usr/share/man/man1/$page.1
  grep -q '^\.Sh DESCRIPTION' "$file" || fail "$file has no description"
done
with mandoc mandoc -T lint -W warning "$usr"/share/man/man1/*.1
with bash bash -n "$usr/share/bash-completion/completions/glutecue"
with zsh zsh -n "$usr/share/zsh/site-functions/_glutecue"
with fish fish --no-execute "$usr/share/fish/vendor_completions.d/glutecue.fish"
with systemd-analyze env XDG_RUNTIME_DIR="$folder" systemd-analyze --user --man=no verify \
  "$usr/lib/systemd/user/glutecue@.service" "$usr/lib/systemd/user/glutecue-serve.service"
scripts/check-completions.sh "$usr" || fail "the completions are wrong"
grep -q '^#compdef glutecue' "$usr/share/zsh/site-functions/_glutecue" || fail "the zsh completion is not one"
grep -q 'complete -c .*glutecue' "$usr/share/fish/vendor_completions.d/glutecue.fish" ||
  fail "the fish completion is not one"
unit=$usr/lib/systemd/user/glutecue@.service
grep -q '^ExecStart=.* exec /usr/bin/glutecue live --input alsa:hw:CARD=%i ' "$unit" || fail "$unit starts nothing"
unit=$usr/lib/systemd/user/glutecue-serve.service
grep -q "^ExecStart=.*exec /usr/bin/glutecue serve " "$unit" || fail "$unit starts nothing"

scripts/install.sh uninstall >/dev/null
left=$(find "$folder" -type f)
[ -z "$left" ] || fail "uninstall leaves $left"
echo "check-install: install and uninstall are whole"
