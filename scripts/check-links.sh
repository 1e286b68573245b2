#!/bin/sh
# Checks the links of every Markdown file of the project, without the network: files and headings that they name exist, every page
# can be reached from README.md, every picture of docs is shown somewhere, and files named in `code` exist.
#   scripts/check-links.sh               names each fault, and fails when there is one
#   scripts/check-links.sh --external    asks the web for every link that leads there, and lists those without an answer; fails never
#   scripts/check-links.sh --self-test   shows that it finds what it should, and nothing else
set -eu
here=$(cd "$(dirname "$0")" && pwd)

# links FOLDER [ASSIGNMENT]: one line for each fault; the last line counts.
links() {
  (
    cd "$1"
    shift
    tree=$(mktemp)
    trap 'rm -f "$tree"' EXIT
    find . -path './.*' -prune -o -path ./out -prune -o -print | sed 's|^\./||' >"$tree"
    # shellcheck disable=SC2046 # no spaces in the names of pages
    awk "$@" -f "$here/check-links.awk" reading=tree "$tree" reading=pages $(grep '\.md$' "$tree" | sort)
  )
}

external() {
  command -v curl >/dev/null || { echo "check-links: there is no curl (apt install curl)" >&2; exit 69; }
  links "$here/.." -v external=1 | sort -u | while read -r address; do
    status=$(curl --silent --location --max-time 15 --output /dev/null --write-out '%{http_code}' "$address" || true)
    case $status in
      2*) ;;
      000) echo "no answer  $address" ;;
      *) echo "$status        $address" ;;
    esac
  done
}

self_test() {
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  mkdir -p "$folder/docs/pictures" "$folder/scripts" "$folder/out"
  touch "$folder/docs/pictures/a.png" "$folder/docs/pictures/b.png" "$folder/scripts/a.sh" "$folder/out/made.md"
  cat >"$folder/README.md" <<'END_OF_PAGE'
# Title
[one](docs/a.md) [two](docs/a.md#what-it-is-and-isnt) [three](docs/a.md#two-1), [over
two lines](docs/none.md), ![picture](docs/pictures/a.png), [wrong](docs/a.md#two-2), <img src="docs/pictures/none.png">
`[code](docs/none.md)` `scripts/a.sh` `scripts/b.sh` `docs/NAME…` [out](out/made.md) [up](../secret.md) [web](https://example.org/a#b)
[here](#title), [reference], [folder](docs/)

[reference]: docs/lost.md
```sh
# [fenced](none.md)
```
END_OF_PAGE
  printf '# What it is “and” isn’t\n## Two\n## Two\n## `code`, and [link](../README.md#title)\n[a](#code-and-link)\n' \
    >"$folder/docs/a.md"
  echo '[home](../README.md)' >"$folder/docs/alone.md"
  wanted='README.md:3: “docs/none.md”
README.md:3: “docs/a.md#two-2”
README.md:3: “docs/pictures/none.png”
README.md:4: “../secret.md”
README.md:4: “out/made.md”
README.md:4: `scripts/b.sh`
README.md:7: “docs/lost.md”
docs/alone.md: no link leads here from README.md
docs/pictures/b.png: no page shows it'
  if found=$(links "$folder" 2>/dev/null); then
    echo "Links: faults do not fail the check" >&2
    exit 1
  fi
  found=$(echo "$found" | sed 's/\([”`]\): .*/\1/' | sort)
  if [ "$found" != "$(echo "$wanted" | sort)" ]; then
    echo "Links: the check does not find what it should. It finds" >&2
    echo "$found" >&2
    exit 1
  fi
  echo "Links: the check finds what it should"
}

export LC_ALL=C
case ${1:-} in
  --self-test) self_test ;;
  --external) external ;;
  '') if found=$(links "$here/.." 2>&1); then echo "$found"; else echo "$found" >&2; exit 1; fi ;;
  *) echo "usage: scripts/check-links.sh [--external | --self-test]" >&2; exit 64 ;;
esac
