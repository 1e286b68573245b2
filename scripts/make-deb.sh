#!/bin/sh
# Makes a Debian package of what was built: out/glutecue_VERSION_ARCH.deb. Needs no root. The same build and commit give the
# same bytes. Run it by `make deb`, which builds first.
#   [FROM=.build/release] [REVISION=1] scripts/make-deb.sh
set -eu
cd "$(dirname "$0")/.."
FROM=${FROM:-.build/release}
work=$PWD/.build/package/deb
tree=$work/debian/glutecue
export FROM LC_ALL=C.UTF-8 TZ=UTC
umask 022

scripts/need-tools.sh make-deb dpkg-shlibdeps:dpkg-dev patchelf:patchelf gzip:gzip strip:binutils
[ -x "$FROM/glutecue" ] || { echo "make-deb: $FROM/glutecue is not built; run \`make deb\`." >&2 && exit 66; }
version=$("$FROM/glutecue" --version)-${REVISION:-1}
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)}
export SOURCE_DATE_EPOCH

rm -rf "$work"
mkdir -p "$work/debian" out
DESTDIR=$tree PREFIX=/usr LAYOUT=debian scripts/install.sh install >/dev/null
strip --remove-section=.comment --remove-section=.note "$tree/usr/bin/glutecue"
# The build looks for libraries beside the program; the system's are where every program finds them.
patchelf --remove-rpath "$tree/usr/bin/glutecue"

doc=$tree/usr/share/doc/glutecue
maintainer=$(sed -n 's/^Maintainer: //p' packaging/debian/control)
printf 'glutecue (%s) unstable; urgency=medium\n\n  * What is new: changelog.gz beside this file.\n\n -- %s  %s\n' \
  "$version" "$maintainer" "$(date -R -d "@$SOURCE_DATE_EPOCH")" >"$work/debian/changelog"
gzip -9n <"$work/debian/changelog" >"$doc/changelog.Debian.gz"
gzip -9n <CHANGELOG.md >"$doc/changelog.gz"
install -m 644 packaging/debian/copyright "$doc/copyright"
install -m 644 README.md "$doc/README.md"
mkdir -p "$doc/docs" "$doc/examples"
install -m 644 docs/*.md docs/*.svg "$doc/docs/"
install -m 644 Samples/glute-stops.wav Samples/glute-stops.json "$doc/examples/"

mkdir -p "$tree/DEBIAN"
echo /etc/security/limits.d/50-glutecue.conf >"$tree/DEBIAN/conffiles"
if [ -f packaging/debian/lintian-overrides ]; then
  install -D -m 644 packaging/debian/lintian-overrides "$tree/usr/share/lintian/overrides/glutecue"
fi
cp packaging/debian/control "$work/debian/control"
(
  cd "$work"
  dpkg-shlibdeps -Tdebian/substvars debian/glutecue/usr/bin/glutecue
  dpkg-gencontrol -pglutecue -Tdebian/substvars -fdebian/files -Pdebian/glutecue
  cd debian/glutecue
  find usr etc -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums
  find . -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
)

package=out/glutecue_${version}_$(dpkg --print-architecture).deb
# Two threads whatever the machine has: xz cuts into other blocks with another number.
dpkg-deb --root-owner-group -Zxz --threads-max=2 --build "$tree" "$package" >/dev/null
echo "Made $package ($(du -k "$package" | cut -f 1) kB; installed $(sed -n 's/^Installed-Size: //p' "$tree/DEBIAN/control") kB)"
