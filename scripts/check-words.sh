#!/bin/sh
# Finds words in user texts that docs/glossary.md says to avoid; the rules are in scripts/words.txt.
#   scripts/check-words.sh               names each place with the rule it breaks, and fails when there is one
#   scripts/check-words.sh --count       the number of findings a file
#   scripts/check-words.sh --self-test   shows that it finds what it should, and nothing else
# Read are README and docs, the READMEs of Calibration and Samples, what CHANGELOG.md says of the unreleased version, and the texts
# that people see in Sources: string literals of Swift (help, messages, manual) and JavaScript, text of HTML.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
rules=$here/words.txt

# texts FOLDER: the user texts in it, as scripts/user-text.awk prints them.
texts() {
  (
    cd "$1"
    read_all() { [ $# -lt 2 ] || { kind=$1; shift; awk -v kind="$kind" -f "$here/user-text.awk" "$@"; }; }
    list() { find "$@" -type f 2>/dev/null | grep -v '/docs/glossary\.md$\|^docs/glossary\.md$' | sort; }
    read_all markdown $(list README.md docs Calibration/README.md Samples/README.md | grep '\.md$')
    read_all changelog $(list CHANGELOG.md)
    read_all swift $(list Sources | grep '\.swift$')
    read_all script $(list Sources | grep '\.js$')
    read_all markup $(list Sources | grep '\.html$\|\.mustache$')
  )
}

# findings FOLDER: FILE:LINE: what was found, what to say.
findings() {
  texts "$1" | awk -F '\t' '
    FNR == NR { if ($0 !~ /^#/ && NF > 1) { rule[++rules] = $1; say[rules] = $2; allowed[rules] = $3 }; next }
    {
      first = " " tolower($3)
      sub(/ *\| *$/, " ", first)
      text = first " " tolower($4) " "
      gsub(/’/, "\047", text); gsub(/  +/, " ", text)
      for (r = 1; r <= rules; r++) {
        rest = text; before = 0
        while (match(rest, "[^a-z0-9_-](" rule[r] ")[^a-z0-9_-]")) {
          if (before + RSTART > length(first)) break
          found = substr(rest, RSTART + 1, RLENGTH - 2)
          if (allowed[r] == "" || substr(rest, RSTART + 1, RLENGTH + 12) !~ allowed[r])
            printf "%s:%d: “%s”: say %s\n", $1, $2, found, say[r]
          before += RSTART + RLENGTH - 2; rest = substr(rest, RSTART + RLENGTH - 1)
        }
      }
    }' "$rules" - | sort -u
}

self_test() {
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  mkdir -p "$folder/docs" "$folder/Sources/Some"
  cat >"$folder/docs/a.md" <<'END'
The figure stands below. A runner who stands still is fine, and so is a column named `goes on`.
What was found is
told at the end. Two runners can be told apart.
```sh
echo "he goes on"
```
END
  cat >"$folder/CHANGELOG.md" <<'END'
# Changelog
## [Unreleased]
- The channels are exchanged.
## [1.0.0]
- The feedback goes on.
END
  cat >"$folder/Sources/Some/a.swift" <<'END'
// A comment may say that it goes on.
let a = "The recording \(is("told")) goes "
  + "on."
let b = ["exchanged", "middle-half"]  /* is told */
let c = """
  Nothing at
  hand.
  """
END
  cat >"$folder/Sources/Some/a.js" <<'END'
// goes on
put(`${told(x, "a")} is not`, 'there: is told');
END
  printf '<p title="for ever">Is told <b>anew</b></p>\n<script>\nlet x = "goes on"\n</script>\n' >"$folder/Sources/Some/a.html"
  found=$(findings "$folder" | sed 's/: say .*//')
  wanted='CHANGELOG.md:3: “are exchanged”
CHANGELOG.md:3: “exchanged”
Sources/Some/a.html:1: “anew”
Sources/Some/a.html:1: “is told”
Sources/Some/a.js:2: “is told”
Sources/Some/a.swift:2: “goes on”
Sources/Some/a.swift:6: “at hand”
docs/a.md:1: “stands”
docs/a.md:2: “is told”
docs/a.md:5: “goes on”'
  if [ "$found" != "$(printf '%s\n' "$wanted" | LC_ALL=C sort)" ]; then
    echo "Words: the check does not find what it should. It finds" >&2
    echo "$found" >&2
    exit 1
  fi
  echo "Words: the check finds what it should"
}

export LC_ALL=C
case ${1:-} in
  --self-test) self_test ;;
  --count) findings "$here/.." | cut -d : -f 1 | sort | uniq -c | sort -rn ;;
  '')
    found=$(findings "$here/..")
    if [ -n "$found" ]; then
      echo "$found" >&2
      echo "Words: $(echo "$found" | wc -l) places to say otherwise (docs/glossary.md)" >&2
      exit 1
    fi
    echo "Words: nothing that docs/glossary.md forbids"
    ;;
  *) echo "usage: scripts/check-words.sh [--count | --self-test]" >&2; exit 64 ;;
esac
