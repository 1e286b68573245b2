
# bash cuts the line at colons too; for GluteCue alsa:hw:1 is one word.
_glutecue_with_colons() {
    local -a whole=()
    local -i index place=0
    local word gap lead='' rest="${COMP_LINE}"
    for ((index = 0; index < ${#COMP_WORDS[@]}; index++)); do
        word="${COMP_WORDS[index]}"
        gap="${rest%%[![:space:]]*}"
        rest="${rest#"${gap}"}"
        rest="${rest#"${word}"}"
        if ((index > 0)) && [[ -z ${gap} && (${word} == :* || ${whole[-1]} == *:) ]]; then
            ((index == COMP_CWORD)) && lead="${whole[-1]}"
            whole[-1]+="${word}"
        else
            whole+=("${word}")
        fi
        ((index == COMP_CWORD)) && place=$((${#whole[@]} - 1))
    done
    [[ ${COMP_WORDS[COMP_CWORD]} == : ]] && lead="${whole[place]}"
    whole[place]="${whole[place]//\\:/:}"
    local -a COMP_WORDS=("${whole[@]}")
    local -i COMP_CWORD="${place}"
    _glutecue "${1}" "${whole[place]}" "${whole[place - 1]}"
    # what readline replaces begins behind the last colon
    [[ -z ${lead} ]] || COMPREPLY=("${COMPREPLY[@]#"${lead}"}")
}

complete -o filenames -F _glutecue_with_colons glutecue
