# For completion.zsh: prints what would be added to the list of candidates, and completes nothing.
autoload -Uz compinit
compinit -u -D
compadd() {
  # asked by another function, which wants to know and not to add
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
    builtin compadd "$@"
    return
  fi
  local -a hits visible folder others
  local hit
  builtin compadd -A hits "$@"
  zparseopts -E -a others P:=visible p:=folder S: J: V: X: x: d: F: M: W: s: i: I: o: E: r: R: q f e Q a k l 1 2 C n U
  for hit in $hits; do print -r -- "<offered>$IPREFIX${visible[2]}${folder[2]}$hit"; done
  builtin compadd "$@"
}
offer() {
  print
  _main_complete
  compstate[insert]= compstate[list]=
  print -r -- '<end>'
}
zle -C offer complete-word offer
bindkey '^I' offer
