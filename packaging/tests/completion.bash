# completion.bash FILE: what bash offers at the end of each line on standard input, a line each, words separated by spaces.
# FILE is the completion. The line is cut as bash cuts it: at spaces, colons and =.
source "$1"
[[ "$(complete -p glutecue)" =~ -F\ ([^ ]+)\ glutecue ]] || { echo "nothing completes glutecue" >&2 && exit 1; }
offer=${BASH_REMATCH[1]}
while IFS= read -r COMP_LINE; do
  COMP_POINT=${#COMP_LINE}
  COMP_WORDS=()
  rest=$COMP_LINE
  while [[ -n $rest ]]; do
    if [[ $rest =~ ^[[:space:]]+ ]]; then
      [[ $rest != "${BASH_REMATCH[0]}" ]] || COMP_WORDS+=('')
    elif [[ $rest =~ ^[:=]+ || $rest =~ ^[^[:space:]:=]+ ]]; then
      COMP_WORDS+=("${BASH_REMATCH[0]}")
    fi
    rest=${rest#"${BASH_REMATCH[0]}"}
  done
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  current=${COMP_WORDS[COMP_CWORD]}
  [[ $current != [:=] ]] || current=''
  COMPREPLY=()
  "$offer" glutecue "$current" "${COMP_WORDS[COMP_CWORD - 1]}"
  echo "${COMPREPLY[*]}"
done
