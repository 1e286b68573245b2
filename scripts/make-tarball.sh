#!/bin/sh
# Makes an archive of what was built that runs on other systems too: out/glutecue-VERSION-linux-ARCH.tar.gz. With it come the
# system's libraries that GluteCue uses, but for those that every system has and that of the sound cards, which belongs to the
# system. Needs no root. The same build and commit on the same machine give the same bytes. Run it by `make tarball`.
#   [FROM=.build/release] scripts/make-tarball.sh
set -eu
cd "$(dirname "$0")/.."
FROM=${FROM:-.build/release}
export FROM LC_ALL=C.UTF-8 TZ=UTC
umask 022

scripts/need-tools.sh make-tarball dpkg:dpkg patchelf:patchelf objdump:binutils gzip:gzip
[ -x "$FROM/glutecue" ] || { echo "make-tarball: $FROM/glutecue is not built; run \`make tarball\`." >&2 && exit 66; }
version=$("$FROM/glutecue" --version)
name=glutecue-$version-linux-$(uname -m)
tree=$PWD/.build/package/$name
seconds=$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)

rm -rf "$tree"
mkdir -p out
DESTDIR=$tree PREFIX=/usr/local scripts/install.sh install >/dev/null
mv "$tree/usr/local/"* "$tree"
rmdir "$tree/usr/local" "$tree/usr"
doc=$tree/share/doc/glutecue
libraries=$tree/lib/glutecue
mkdir -p "$libraries" "$doc/libraries" "$doc/docs" "$doc/examples"
# The build looks for libraries beside the program.
patchelf --set-rpath "\$ORIGIN/../lib/glutecue" "$tree/bin/glutecue"

# Every library that the program needs, and that these need: ldd says NAME => PATH.
table=""
for path in $(ldd "$FROM/glutecue" | awk '$2 == "=>" && $3 ~ /^\// { print $3 }' | sort); do
  file=$(basename "$path")
  case $file in
    libc.so.* | libm.so.* | libpthread.so.* | libdl.so.* | librt.so.* | libstdc++.so.* | libgcc_s.so.* | libasound.so.*) continue ;;
  esac
  install -m 644 "$(readlink -f "$path")" "$libraries/$file"
  patchelf --set-rpath "\$ORIGIN" "$libraries/$file"
  # dpkg knows a file by its path before or after /lib became /usr/lib
  package=$(dpkg -S "$(readlink -f "$path")" 2>/dev/null || dpkg -S "$(readlink -f "$path" | sed 's|^/usr||')")
  package=${package%%:*}
  cp "/usr/share/doc/$package/copyright" "$doc/libraries/$package"
  table="$table| $file | $(dpkg-query -W -f '${source:Package} ${source:Version}' "$package") |
"
done
glibc=$(find "$tree/bin" "$libraries" -type f -exec objdump -T {} + 2>/dev/null |
  sed -n 's/.*(\{0,1\}GLIBC_\([0-9][0-9.]*\).*/\1/p' | sort -V | tail -n 1)

install -m 644 packaging/debian/copyright "$doc/copyright"
install -m 644 LICENSE CHANGELOG.md README.md "$doc/"
install -m 644 docs/*.md docs/*.svg "$doc/docs/"
install -m 644 Samples/glute-stops.wav Samples/glute-stops.json "$doc/examples/"
install -m 755 packaging/tarball/install.sh "$tree/install.sh"
TABLE=$table awk -v version="$version" -v arch="$(uname -m)" -v glibc="$glibc" '
  /^@LIBRARIES@$/ { printf "%s", ENVIRON["TABLE"]; next }
  { gsub("@VERSION@", version); gsub("@ARCH@", arch); gsub("@GLIBC@", glibc); print }
' packaging/tarball/README.in >"$tree/README.md"

archive=out/$name.tar.gz
tar --sort=name --mtime="@$seconds" --owner=0 --group=0 --numeric-owner -C "$tree/.." -cf - "$name" | gzip -9n >"$archive"
echo "Made $archive ($(du -k "$archive" | cut -f 1) kB; unpacked $(du -sk "$tree" | cut -f 1) kB; needs glibc $glibc)"
