#!/bin/sh
# Installs the package that `make deb` has made on a bare Debian, made for it in a folder, uses it there as an ordinary user,
# removes it, and looks whether anything is left. Then the archive of `make tarball`, on a system with libasound alone. Says how
# long each step takes. Needs root, the network and debootstrap; where they are missing it says so and ends with 77.
#   [SUITE=bookworm] [MIRROR=http://deb.debian.org/debian] [SECTIONS=main] scripts/check-package.sh [deb] [tarball]
# The bare system is kept in .build/package for the next time (170 MB).
set -eu
cd "$(dirname "$0")/.."
suite=${SUITE:-bookworm}
mirror=${MIRROR:-http://deb.debian.org/debian}
base=$PWD/.build/package/$suite.tar
[ $# -gt 0 ] || set -- deb tarball

leave() { echo "check-package: left out: $*" >&2 && exit 77; }
fail() { echo "check-package: $*" >&2 && exit 1; }
for what in "$@"; do
  case $what in deb | tarball) ;; *) sed -n '2,7s/^# //p' "$0" >&2 && exit 64 ;; esac
done
[ "$(id -u)" = 0 ] || leave "it needs root, for a system in a folder (sudo make check-package)"
command -v debootstrap >/dev/null || leave "no debootstrap here (apt install debootstrap)"

# In namespaces of its own: what it mounts and starts is gone when it ends.
if [ -z "${CHECK_PACKAGE_INSIDE:-}" ]; then
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  trap 'exit 130' INT TERM
  status=0
  CHECK_PACKAGE_INSIDE=$folder unshare --mount --pid --fork --kill-child "$0" "$@" || status=$?
  exit $status
fi
folder=$CHECK_PACKAGE_INSIDE
mount --make-rprivate /

now() { date +%s.%N; }
# step WHAT COMMAND…: runs COMMAND and prints how long it took; what it printed only when it fails.
step() {
  what=$1
  shift
  began=$(now)
  "$@" >"$folder/log" 2>&1 || { tail -n 25 "$folder/log" >&2 && fail "$what: failed"; }
  echo "$began $(now) $what" | awk '{ took = $2 - $1; $1 = $2 = ""; printf "%7.1f s %s\n", took, $0 }'
}
# inside COMMAND…: as root in the system. as_user SCRIPT [ARGUMENT…]: a script of packaging/tests as an ordinary user.
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LANG=C.UTF-8 "$@"; }
as_user() {
  script=$1
  shift
  chroot --userspec=runner:runner --groups=runner "$root" env -i HOME=/home/runner PATH="${RUNNER_PATH:-/usr/bin:/bin}" LANG=C.UTF-8 \
    sh -eu -c 'cd; . "$0"' "/tests/$script" "$@"
}

# In what `step` runs, the shell does not end at a failure by itself.
make_base() {
  debootstrap --variant=minbase --components="${SECTIONS:-main}" "$suite" "$folder/base" "$mirror" &&
    tar -C "$folder/base" --exclude='./var/cache/apt/archives/*.deb' -cf "$base.new" . && mv "$base.new" "$base" && rm -rf "$folder/base"
}
# Every path of the system, what it is and the size of files, but not what apt, dpkg and ldconfig keep of their own doing, nor people's files.
paths() {
  (cd "$root" && find . -xdev \( -path ./proc -o -path ./tests -o -path ./home -o -path ./tmp -o -path ./var/cache -o -path ./var/log \
    -o -path ./var/lib/apt -o -path ./var/lib/dpkg/status -o -path './var/lib/dpkg/*-old' -o -path ./etc/ld.so.cache \) -prune \
    -o \( -type f -printf '%s ' , -printf '%y %m %u %p %l\n' \) | sort -k 4)
}
unpack() {
  mkdir -p "$root/tests" && tar -C "$root" -xpf "$base" && mount -t proc proc "$root/proc" &&
    inside useradd --create-home runner && cp packaging/tests/* "$root/tests"
}

check_deb() {
  package=$(find out -maxdepth 1 -name "glutecue_*_$(dpkg --print-architecture).deb" | sort -V | tail -n 1)
  [ -n "$package" ] || fail "there is no package in out (make deb)"
  version=$(dpkg-deb -f "$package" Version)
  root=$folder/deb
  step "bare system unpacked" unpack
  step "apt update" inside apt-get update
  paths >"$folder/before"
  cp "$package" "$root/tests/glutecue.deb"
  step "what it depends on downloaded" inside apt-get install -y --download-only /tests/glutecue.deb
  fetched=$(find "$root/var/cache/apt/archives" -name '*.deb' -printf '%s\n' | awk '{ sum += $1 } END { printf "%d packages, %.1f MB", NR, sum / 1e6 }')
  step "installed ($fetched with what is downloaded)" inside apt-get install -y /tests/glutecue.deb
  cmp -s packaging/glutecue-limits.conf "$root/etc/security/limits.d/50-glutecue.conf" || fail "the limits are not installed"
  step "first check: doctor" as_user doctor.sh
  step "version $version, simulate, analyze, report" as_user analyze.sh "${version%-*}"
  step "live with a recording" as_user live.sh
  step "serve answers" as_user serve.sh
  step "bash completes" as_user completion.sh /usr/share/bash-completion/completions/glutecue
  step "purged, with what came with it" inside sh -c 'apt-get purge -y glutecue && apt-get autoremove --purge -y'
  paths >"$folder/after"
  left=$(diff "$folder/before" "$folder/after") || fail "after the purge the system differs (< before, > after):
$left"
  [ -f "$root/home/runner/session/summary.json" ] || fail "the purge has taken a user's session away"
  echo "check-package: installed, used and purged; $(wc -l <"$folder/after") paths as before"
}

check_tarball() {
  archive=$(find out -maxdepth 1 -name "glutecue-*-linux-$(uname -m).tar.gz" | sort -V | tail -n 1)
  [ -n "$archive" ] || fail "there is no archive in out (make tarball)"
  name=$(basename "$archive" .tar.gz)
  root=$folder/tarball
  step "bare system unpacked" unpack
  sound=libasound2
  case $suite in bookworm | bullseye | jammy) ;; *) sound=libasound2t64 ;; esac
  step "$sound installed" inside sh -c "apt-get update && apt-get install -y --no-install-recommends $sound"
  step "archive unpacked" tar -C "$root/home/runner" -xf "$archive"
  inside chown -R runner: /home/runner
  find "$root/home/runner" | sort >"$folder/before"
  RUNNER_PATH=/home/runner/$name/bin:/usr/bin:/bin
  step "where it is: doctor" as_user doctor.sh
  step "installed in ~/.local" inside su runner -c "/home/runner/$name/install.sh /home/runner/.local"
  grep -q 'exec /home/runner/.local/bin/glutecue ' "$root/home/runner/.local/lib/systemd/user/glutecue@.service" ||
    fail "the unit of the archive does not start what was installed"
  rm -rf "$root/home/runner/moved"
  RUNNER_PATH=/home/runner/.local/bin:/usr/bin:/bin
  step "simulate, analyze" as_user analyze.sh "$(echo "$name" | cut -d - -f 2)" no-charts
  step "live with a recording" as_user live.sh
  step "serve answers" as_user serve.sh
  step "removed" inside su runner -c "/home/runner/$name/install.sh --remove /home/runner/.local"
  left=$(find "$root/home/runner/.local" -type f -path '*glutecue*' ! -path '*/.local/share/glutecue/*')
  [ -z "$left" ] || fail "removing leaves $left"
  echo "check-package: the archive runs on $suite with $sound"
}

mkdir -p "$(dirname "$base")"
if [ ! -f "$base" ]; then
  wget -q --spider "$mirror/dists/$suite/Release" 2>/dev/null || curl -sfI -o /dev/null "$mirror/dists/$suite/Release" ||
    leave "$mirror cannot be reached"
  step "bare $suite made (once)" make_base
fi
for what in "$@"; do
  case $what in
    deb) check_deb ;;
    tarball) check_tarball ;;
  esac
done
