# A fresh user on a computer without a sound card: doctor says so, and finds nothing else that keeps a session from running.
status=0
glutecue doctor >doctor.txt 2>doctor.error || status=$?
cat doctor.txt doctor.error
test "$status" = 3
grep -q '^✕ sound card: ' doctor.txt
test "$(grep -c '^✕ ' doctor.txt)" = 1
grep -q '^✓ disk: ' doctor.txt
