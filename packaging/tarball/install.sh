#!/bin/sh
# Installs GluteCue from this folder, or removes it.
#   ./install.sh [PREFIX]             into PREFIX, /usr/local unless you say otherwise; for yourself alone: ~/.local
#   ./install.sh --remove [PREFIX]
set -eu
action=install
if [ "${1:-}" = --remove ]; then
  action=remove
  shift
fi
prefix=${1:-/usr/local}
case $prefix in
  /*) ;;
  *) sed -n '2,4s/^# //p' "$0" >&2 && exit 64 ;;
esac
here=$(cd "$(dirname "$0")" && pwd)
cd "$here"
case $prefix/ in
  "$here"/*) echo "install: $prefix is in the folder to install from." >&2 && exit 64 ;;
esac
may=$prefix
while [ ! -e "$may" ]; do may=$(dirname "$may"); done
[ -w "$may" ] || { echo "install: you may not write to $may. Run sudo $0, or give another folder: $0 ~/.local" >&2 && exit 73; }

files=$(find bin lib share -type f)
case $action in
  install)
    for file in $files; do
      mode=644
      if [ -x "$file" ]; then mode=755; fi
      mkdir -p "$prefix/$(dirname "$file")"
      install -m "$mode" "$file" "$prefix/$file"
    done
    for unit in lib/systemd/user/*; do
      sed "s|/usr/local/bin/|$prefix/bin/|" "$unit" >"$prefix/$unit"
    done
    echo "Installed in $prefix. Try: glutecue doctor, man glutecue"
    # where each user keeps programs, systemd looks elsewhere for units
    [ "$prefix" != "${HOME:-}/.local" ] || echo "For the systemd units: cp $prefix/lib/systemd/user/* ~/.config/systemd/user/"
    ;;
  remove)
    for file in $files; do rm -f "$prefix/$file"; done
    for folder in lib/glutecue share/doc/glutecue/libraries share/doc/glutecue/docs share/doc/glutecue/examples share/doc/glutecue; do
      rmdir "$prefix/$folder" 2>/dev/null || true
    done
    echo "Removed from $prefix. Your recordings and settings stay where they are."
    ;;
esac
