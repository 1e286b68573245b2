#!/bin/sh
# Builds the documentation as a site: the pages by Sphinx, with search, and the libraries by the toolchain's DocC. A link or a
# heading that is missing ends the build.
#   scripts/docs.sh [FOLDER]    into FOLDER, out/docs unless given
#   BASE=/glutecue              where the site will be below its server's root; the libraries' pages need to know
#   LIBRARIES=no                without the libraries: no Swift is needed
# The pages open as files and on any server; the libraries' pages need a server.
set -eu
cd "$(dirname "$0")/.."
site=${1:-out/docs}
base=${BASE:-}
cache=.build/docs
mkdir -p "$cache"

fail() {
  echo "docs: $1" >&2
  exit 1
}

# Sphinx of the pinned version, in an environment of its own.
bring_sphinx() {
  python=$cache/venv/bin/python
  if [ -x "$python" ] && cmp -s docs/site/requirements.txt "$cache/requirements.txt"; then return; fi
  echo "Installing Sphinx into $cache/venv"
  rm -rf "$cache/venv"
  python3 -m venv "$cache/venv" || fail "needs python3 with venv (apt install python3-venv)"
  "$python" -m pip install -q --disable-pip-version-check -r docs/site/requirements.txt ||
    fail "pip could not install Sphinx; is there a network?"
  cp docs/site/requirements.txt "$cache/requirements.txt"
}

# Symbol graphs of what is built, and of each an archive; then one of all.
build_libraries() {
  told=$(swiftc -print-target-info)
  target=$(echo "$told" | sed -n 's/.*"triple" *: *"\([^"]*\)".*/\1/p' | head -n 1)
  docc=$(echo "$told" | sed -n 's/.*"runtimeResourcePath" *: *"\([^"]*\)".*/\1/p' | head -n 1)/../../bin/docc
  [ -x "$docc" ] || fail "the Swift toolchain has no docc ($docc); LIBRARIES=no make docs builds the pages alone"
  for folder in Sources/*; do
    case $folder in Sources/glutecue*) continue ;; esac
    # in C
    [ -n "$(find "$folder" -name '*.swift' | head -n 1)" ] || continue
    grep -q "^${folder#Sources/} " docs/site/libraries.txt || fail "docs/site/libraries.txt has no line for ${folder#Sources/}"
  done
  # archives of another base, or made in another way, are of no use
  made_by="$base $(sha256sum scripts/docs.sh docs/site/libraries.txt)"
  [ "$(cat "$cache/made-by" 2>/dev/null)" = "$made_by" ] || rm -rf "$cache/archives" "$cache/api"
  mkdir -p "$cache/archives"
  echo "$made_by" >"$cache/made-by"
  # the C libraries that modules import
  modules=$(for map in Sources/*/module.modulemap .build/release/*.build/module.modulemap \
    .build/checkouts/*/Sources/*/include/module.modulemap .build/checkouts/*/Sources/*/module.modulemap; do
    if [ -f "$map" ]; then echo "-Xcc -fmodule-map-file=$map"; fi
  done)
  set --
  for library in $(sed -n 's/^\([A-Z][A-Za-z]*\) .*/\1/p' docs/site/libraries.txt); do
    archive=$cache/archives/$library.doccarchive
    set -- "$@" "$archive"
    if [ "$archive/made" -nt ".build/release/Modules/$library.swiftmodule" ]; then continue; fi
    describe "$library"
    rm -rf "$cache/api"
  done
  [ -d "$cache/api" ] || "$docc" merge "$@" --synthesized-landing-page-name "GluteCue’s libraries" \
    --synthesized-landing-page-topics-style list --output-path "$cache/api"
}

# describe LIBRARY: its archive, from its symbol graph and its sentence.
describe() {
  rm -rf "$cache/graph" "$cache/$1.docc" "$archive"
  mkdir -p "$cache/graph" "$cache/$1.docc"
  sed -n "s/^$1  *\(.*\)/# \`\`$1\`\`\n\n\1/p" docs/site/libraries.txt >"$cache/$1.docc/$1.md"
  # shellcheck disable=SC2086 # one word for each option
  swift symbolgraph-extract -module-name "$1" -target "$target" -I .build/release/Modules $modules \
    -minimum-access-level package -skip-synthesized-members -output-dir "$cache/graph" ||
    fail "$1: there is no symbol graph; build it first with make docs"
  "$docc" convert "$cache/$1.docc" --additional-symbol-graph-dir "$cache/graph" --fallback-display-name "$1" \
    --fallback-bundle-identifier "$1" --disable-parameters-and-returns-validation --warnings-as-errors \
    --transform-for-static-hosting --hosting-base-path "$base/api" --output-path "$archive" >"$cache/complaints" 2>&1 ||
    { cat "$cache/complaints" >&2; fail "DocC has found faults in $1"; }
  rm -rf "$cache/graph" "$cache/$1.docc"
  touch "$archive/made"
}

bring_sphinx
if [ "${LIBRARIES:-yes}" = yes ]; then build_libraries; fi
"$python" -m sphinx -b html -W --keep-going -q -c docs/site -d "$cache/doctrees" . "$cache/pages" || fail "the pages have faults, see above"
rm -rf "$site"
mkdir -p "$(dirname "$site")"
cp -r "$cache/pages" "$site"
cp "$site/README.html" "$site/index.html"
if [ -d "$cache/api" ]; then cp -rl "$cache/api" "$site/api" 2>/dev/null || cp -r "$cache/api" "$site/api"; fi
echo "The site is in $site: open $site/index.html, or, with the libraries, run"
echo "  python3 -m http.server --directory $site"
