# The recording of analyze.sh as it would have been on the run: it is cued, heard and kept.
glutecue live --input wav:run.wav --tone wav:tone.wav --pace none --output session >live.txt
cat live.txt
grep -q 'beep: silent  stride 30 ' live.txt
grep -q ',30,silent' session/cues.csv
cmp session/recording.wav run.wav || test -s session/recording.wav
test "$(wc -c <tone.wav)" -gt 1000000
test -s session/summary.json
