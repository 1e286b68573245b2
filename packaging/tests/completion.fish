# completion.fish FILE: the same for fish.
source $argv[1]
# Asked by a script, fish 3 does not say where in the word the cursor is: at its end.
function commandline
    switch "$argv"
        case '-o -tC'
            builtin commandline -ct | string length
        case '*'
            builtin commandline $argv
    end
end
while read --local line
    set --local offered (complete -C "$line" | string replace --regex '\t.*' '')
    echo "$offered"
end
