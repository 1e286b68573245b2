# The recording of analyze.sh as it would have been on the run: it is cued, heard and kept.
glutecue live --input wav:run.wav --tone wav:tone.wav --pace none --output session >live.txt
cat live.txt
grep -q 'beep: silent  stride 26 ' live.txt
# the glute stops firing in the stride that begins at 21.7 s
awk -F, 'NR == 2 { found = $3 == "silent" && $1 > 21.7 && $1 < 22.1 } END { exit !found }' session/cues.csv
test "$(wc -c <session/recording.wav)" -ge "$(wc -c <run.wav)"
test "$(wc -c <tone.wav)" -gt 1000000
test -s session/summary.json
