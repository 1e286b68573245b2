#!/bin/sh
# Lets the shells of this machine complete lines with the completions that were installed, and looks at what they offer. A shell
# that is not on this machine is left out, and it says so.
#   check-completions.sh PREFIX     where GluteCue is installed
set -eu
cd "$(dirname "$0")/.."
tests=$PWD/packaging/tests
prefix=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# LINE | what is offered, in any order. A folder may have a slash behind it. In the working folder are run.wav, notes.md,
# profile.json, plan.yaml, page.html and the folders result and runs.
cat >"$work/cases" <<'END'
glutecue an|analyze
glutecue analyze --fu|--full-scale-mv
glutecue live --cue-policy |every limit faded reward pitch
glutecue live --pace |realtime none
glutecue live --cue-weak |true false
glutecue live --against m|maximum
glutecue live --aim d|drill:50%
glutecue analyze r|run.wav result runs
glutecue analyze run.wav --output r|result runs
glutecue analyze --profile p|profile.json
glutecue bids r|result runs
glutecue calibrate --protocol p|plan.yaml
glutecue report result --output p|page.html
glutecue live --input r|run.wav result runs
glutecue live --input wav:run.|wav:run.wav
glutecue live ru|run.wav runs
glutecue live --input alsa:d|alsa:default
glutecue live --tone n|none
glutecue live --sample-format S1|S16
glutecue simulate --output ru|run.wav runs
glutecue simulate --runner ham|hamstring-stance
glutecue export --to |edf bids csv
glutecue history |show add export import delete
glutecue serve --address 127|127.0.0.1:8080
END
# no sound card of this machine, but ALSA's default
echo 'pcm.default { type null }' >"$work/asound.conf"
cut -d '|' -f 1 "$work/cases" >"$work/lines"
mkdir -p "$work/here/result" "$work/here/runs"
for file in run.wav notes.md profile.json plan.yaml page.html; do : >"$work/here/$file"; done

# words: the words of each line sorted, without the slashes of folders.
words() {
  while read -r line; do
    # shellcheck disable=SC2086 # words
    printf '%s\n' $line | sed 's|/$||' | sort -u | paste -s -d ' '
  done
}
cut -d '|' -f 2 "$work/cases" | words >"$work/expected"

# check SHELL COMMAND…: COMMAND reads lines and prints what the shell offers.
check() {
  shell=$1
  shift
  if ! command -v "$shell" >/dev/null; then
    echo "check-completions: no $shell on this machine; its completions are not tried"
    return
  fi
  (cd "$work/here" && ALSA_CONFIG_PATH=$work/asound.conf PATH=$prefix/bin:$PATH timeout 120 "$@" <"$work/lines") >"$work/raw" 2>"$work/error" ||
    { cat "$work/error" >&2 && exit 1; }
  # the part that bash replaces begins behind the last colon of what was typed
  if [ "$shell" = bash ]; then
    paste -d '|' "$work/lines" "$work/raw" | awk -F '|' '{
      lead = $1; sub(/.* /, "", lead)
      if (!sub(/:[^:]*$/, ":", lead)) lead = ""
      count = split($2, word, " "); text = ""
      for (place = 1; place <= count; place++) text = text lead word[place] " "
      print text
    }' | words >"$work/offered"
  else
    words <"$work/raw" >"$work/offered"
  fi
  paste -d '|' "$work/lines" "$work/expected" "$work/offered" | awk -F '|' -v shell="$shell" '
    # bash offers options too where a subcommand may come
    $2 !~ /-/ { $3 = " " $3; gsub(/ -[-a-z]*/, "", $3); sub(/^ /, "", $3) }
    $2 != $3 { printf "check-completions: %s: “%s” offers “%s”, not “%s”\n", shell, $1, $3, $2; wrong = 1 }
    END { exit wrong }' >&2 || exit 1
  echo "check-completions: $shell completes $(wc -l <"$work/lines") lines"
}

check bash bash "$tests/completion.bash" "$prefix/share/bash-completion/completions/glutecue"
check zsh zsh -f "$tests/completion.zsh" "$prefix/share/zsh/site-functions"
check fish fish --no-config "$tests/completion.fish" "$prefix/share/fish/vendor_completions.d/glutecue.fish"
