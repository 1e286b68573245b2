# completion.zsh FOLDER: the same for zsh, which completes only on a terminal: one is made for it. FOLDER holds _glutecue.
zmodload zsh/zpty
here=${0:A:h}
while IFS= read -r typed; do
  zpty shell zsh -f -i
  zpty -w shell "PROMPT= RPROMPT=; fpath=(${(q)1} \$fpath); source ${(q)here}/completion-hook.zsh; print BEG''IN"
  while zpty -r shell line; do [[ $line == *BEGIN* ]] && break; done
  zpty -w -n shell "$typed"$'\t'
  offered=()
  while zpty -r shell line; do
    line=${line%%[$'\r\n']*}
    [[ $line == *'<end>'* ]] && break
    [[ $line == *'<offered>'* ]] && offered+=(${line##*<offered>})
  done
  zpty -d shell
  print -r -- "$offered"
done
