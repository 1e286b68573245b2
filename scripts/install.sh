#!/bin/sh
# Installs or removes GluteCue: program, manual pages, shell completions, systemd user unit and examples.
#   [PREFIX=/usr/local] [DESTDIR=] [FROM=.build-static/release] scripts/install.sh install|uninstall
# FROM is where the build has put glutecue and glutecue-manual. DESTDIR is put in front of every path, for packages.
set -eu
cd "$(dirname "$0")/.."
prefix=${PREFIX:-/usr/local}
destination=${DESTDIR:-}$prefix
from=${FROM:-.build-static/release}

case $prefix in
  /*) ;;
  *) echo "install: PREFIX must begin with /, not \"$prefix\"." >&2 && exit 64 ;;
esac

pages='glutecue.1 glutecue-*.1'
other_files='
bin/glutecue
share/bash-completion/completions/glutecue
share/zsh/site-functions/_glutecue
share/fish/vendor_completions.d/glutecue.fish
lib/systemd/user/glutecue@.service
lib/systemd/user/glutecue-serve.service
share/doc/glutecue/90-glutecue.rules
share/doc/glutecue/glutecue-limits.conf
share/doc/glutecue/glutecue-bids.sbatch
'

# put MODE FILE PATH: FILE, or standard input for -, at PATH below the prefix.
put() {
  mkdir -p "$destination/$(dirname "$3")"
  if [ "$2" = - ]; then cat >"$destination/$3" && chmod "$1" "$destination/$3"; else install -m "$1" "$2" "$destination/$3"; fi
}

install_all() {
  for program in glutecue glutecue-manual; do
    [ -x "$from/$program" ] || { echo "install: $from/$program is not built; run \`make install\`." >&2 && exit 66; }
  done
  manual=$(mktemp -d)
  trap 'rm -rf "$manual"' EXIT
  "$from/glutecue" --experimental-dump-help | "$from/glutecue-manual" "$manual"

  put 755 "$from/glutecue" bin/glutecue
  # Without symbols it is a quarter smaller; it runs with them as well.
  strip "$destination/bin/glutecue" 2>/dev/null || true
  for page in "$manual"/*.1; do put 644 "$page" "share/man/man1/$(basename "$page")"; done
  "$from/glutecue" --generate-completion-script bash | put 644 - share/bash-completion/completions/glutecue
  "$from/glutecue" --generate-completion-script zsh | put 644 - share/zsh/site-functions/_glutecue
  "$from/glutecue" --generate-completion-script fish | put 644 - share/fish/vendor_completions.d/glutecue.fish
  sed "s|@PREFIX@|$prefix|" packaging/glutecue@.service | put 644 - lib/systemd/user/glutecue@.service
  sed "s|@PREFIX@|$prefix|" packaging/glutecue-serve.service | put 644 - lib/systemd/user/glutecue-serve.service
  put 644 packaging/90-glutecue.rules share/doc/glutecue/90-glutecue.rules
  put 644 packaging/glutecue-limits.conf share/doc/glutecue/glutecue-limits.conf
  put 644 packaging/glutecue-bids.sbatch share/doc/glutecue/glutecue-bids.sbatch
  echo "Installed in $destination. Try: glutecue devices, man glutecue"
}

uninstall_all() {
  for file in $other_files; do rm -f "$destination/$file"; done
  # shellcheck disable=SC2086 # the shell fills in the *
  for page in $pages; do rm -f "$destination"/share/man/man1/$page; done
  rmdir "$destination/share/doc/glutecue" 2>/dev/null || true
  echo "Removed from $destination. Your recordings and settings stay where they are."
}

case ${1:-} in
  install) install_all ;;
  uninstall) uninstall_all ;;
  *) sed -n '2,4s/^# //p' "$0" >&2 && exit 64 ;;
esac
