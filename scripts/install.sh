#!/bin/sh
# Installs or removes GluteCue: program, manual pages, shell completions, systemd user units and examples.
#   [PREFIX=/usr/local] [DESTDIR=] [FROM=.build/release] [LAYOUT=local] scripts/install.sh install|uninstall
# FROM is where the build has put glutecue and glutecue-manual. DESTDIR is put in front of every path, for packages.
# LAYOUT=debian puts completions, udev rule and limits where a package of Debian has them, and compresses the manual.
set -eu
cd "$(dirname "$0")/.."
prefix=${PREFIX:-/usr/local}
root=${DESTDIR:-}
destination=$root$prefix
from=${FROM:-.build/release}
layout=${LAYOUT:-local}

case $prefix in
  /*) ;;
  *) echo "install: PREFIX must begin with /, not \"$prefix\"." >&2 && exit 64 ;;
esac
case $layout in
  local) zsh=share/zsh/site-functions ;;
  debian) zsh=share/zsh/vendor-completions ;;
  *) echo "install: LAYOUT must be local or debian, not \"$layout\"." >&2 && exit 64 ;;
esac

pages='glutecue.1 glutecue-*.1'
other_files="
bin/glutecue
share/bash-completion/completions/glutecue
$zsh/_glutecue
share/fish/vendor_completions.d/glutecue.fish
lib/systemd/user/glutecue@.service
lib/systemd/user/glutecue-serve.service
share/doc/glutecue/90-glutecue.rules
share/doc/glutecue/glutecue-limits.conf
share/doc/glutecue/glutecue-bids.sbatch
"

# put MODE FILE PATH: FILE, or standard input for -, at PATH below the prefix; an absolute PATH is below DESTDIR.
put() {
  case $3 in
    /*) target=$root$3 ;;
    *) target=$destination/$3 ;;
  esac
  mkdir -p "$(dirname "$target")"
  if [ "$2" = - ]; then cat >"$target" && chmod "$1" "$target"; else install -m "$1" "$2" "$target"; fi
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
  for page in "$manual"/*.1; do
    if [ "$layout" = debian ]; then
      gzip -9n <"$page" | put 644 - "share/man/man1/$(basename "$page").gz"
    else
      put 644 "$page" "share/man/man1/$(basename "$page")"
    fi
  done
  # a file that bash reads has no use for #!
  "$from/glutecue" --generate-completion-script bash | sed '1{/^#!/d}' | cat - packaging/completion.bash |
    put 644 - share/bash-completion/completions/glutecue
  "$from/glutecue" --generate-completion-script zsh | put 644 - "$zsh/_glutecue"
  "$from/glutecue" --generate-completion-script fish | put 644 - share/fish/vendor_completions.d/glutecue.fish
  sed "s|@PREFIX@|$prefix|" packaging/glutecue@.service | put 644 - lib/systemd/user/glutecue@.service
  sed "s|@PREFIX@|$prefix|" packaging/glutecue-serve.service | put 644 - lib/systemd/user/glutecue-serve.service
  if [ "$layout" = debian ]; then
    put 644 packaging/90-glutecue.rules lib/udev/rules.d/90-glutecue.rules
    put 644 packaging/glutecue-limits.conf /etc/security/limits.d/50-glutecue.conf
    put 644 packaging/glutecue-bids.sbatch share/doc/glutecue/examples/glutecue-bids.sbatch
  else
    put 644 packaging/90-glutecue.rules share/doc/glutecue/90-glutecue.rules
    put 644 packaging/glutecue-limits.conf share/doc/glutecue/glutecue-limits.conf
    put 644 packaging/glutecue-bids.sbatch share/doc/glutecue/glutecue-bids.sbatch
  fi
  echo "Installed in $destination. Try: glutecue devices, man glutecue"
}

uninstall_all() {
  [ "$layout" = local ] || { echo "install: a package is removed by apt, not by this script." >&2 && exit 64; }
  for file in $other_files; do rm -f "$destination/$file"; done
  # shellcheck disable=SC2086 # the shell fills in the *
  for page in $pages; do rm -f "$destination"/share/man/man1/$page; done
  rmdir "$destination/share/doc/glutecue" 2>/dev/null || true
  echo "Removed from $destination. Your recordings and settings stay where they are."
}

case ${1:-} in
  install) install_all ;;
  uninstall) uninstall_all ;;
  *) sed -n '2,5s/^# //p' "$0" >&2 && exit 64 ;;
esac
