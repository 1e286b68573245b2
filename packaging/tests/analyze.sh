# analyze.sh VERSION [no-charts]: a recording made here is analyzed, and what is found is what was made.
test "$(glutecue --version)" = "$1"
glutecue simulate --output run.wav --truth run.csv --duration 60 --silent 30-37,60-63 --seed 2
glutecue analyze run.wav --output result >analyze.txt
cat analyze.txt
grep -q '^Silent in strides 30–37 (.*), 60–63 (.*)\.$' analyze.txt
test "$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "verdict") column = i } $column == "silent"' result/strides.csv | wc -l)" = 12
if [ "${2:-}" = no-charts ]; then
  test -s result/report.html
else
  grep -q 'Chart\.js v' result/report.html
  # the sample that comes along is this recording
  cmp run.wav /usr/share/doc/glutecue/examples/glute-stops.wav
fi
