# Runs in the VM. Proves the rig: what is played into the loopback is captured bit for bit, the USB card plays, and a
# pulled plug is ENODEV ("No such device") to who plays. `-N`: a write that blocks when the plug is pulled fails with
# EBADFD instead; everything after it with ENODEV.
set -u
failed=0
check() { if [ "$1" = 0 ]; then echo "ok: $2"; else echo "FAILED: $2"; failed=1; fi; }
contains() { grep -q "$2" "$1"; echo $?; }

cat /proc/asound/cards
dd if=/dev/urandom of=/tmp/in.raw bs=16384 count=48 2>/dev/null # 2 s of S32 stereo at 48 kHz
format="-f S32_LE -r 48000 -c 2 -t raw --period-size=240 --buffer-size=24000"
arecord -q -D hw:Loopback,1,0 $format -d 4 /tmp/out.raw &
sleep 1
aplay -q -D hw:Loopback,0,0 $format /tmp/in.raw
wait
# Capture began earlier, in silence: look for the first frames of what was played.
tr -d '\000' </tmp/out.raw | head -c 700000 | md5sum >/tmp/captured
tr -d '\000' </tmp/in.raw | head -c 700000 | md5sum >/tmp/played
cmp -s /tmp/captured /tmp/played
check $? "the loopback delivers what was played, bit for bit"

aplay -N -D hw:Audio -f S16_LE -r 48000 -c 2 -t raw /dev/zero 2>/tmp/error &
player=$!
sleep 3
kill -0 $player
check $? "the USB card plays"
echo "@host unplug"
wait $player
cat /tmp/error
check "$(contains /tmp/error 'No such device')" "a pulled plug ends it with ENODEV"
check "$([ ! -e /proc/asound/Audio ]; echo $?)" "the card is gone"
echo "@host plug"
for _ in 1 2 3 4 5 6 7 8 9 10; do
  [ -e /proc/asound/Audio ] && break
  sleep 0.5
done
aplay -q -D hw:Audio -f S16_LE -r 48000 -c 2 -t raw -d 1 /dev/zero
check $? "the card is back and plays"
exit $failed
