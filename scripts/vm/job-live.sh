# Runs in the VM: a live session, with the tone's card unplugged for 10 s in the middle.
set -u
cat /proc/asound/cards
/glutecue devices
aplay -q -D hw:Loopback,0,0 /emg.wav &
sleep 1
/glutecue live --input alsa:hw:Loopback,1,0 --tone alsa:hw:Audio --map glute=1,hamstring=2 --output /tmp/session \
  --duration 40 >/tmp/live.txt 2>&1 &
session=$!
sleep 15
echo "@host unplug"
sleep 10
echo "@host plug"
wait $session
code=$?
cat /tmp/live.txt
folder=$(dirname "$(find /tmp/session -name cues.csv | head -n 1)")
ls -l "$folder"
cat "$folder/cues.csv"
/glutecue live --input "wav:$folder/recording.wav" --tone none --pace none --output /tmp/replay >/dev/null 2>&1
replay=$(dirname "$(find /tmp/replay -name cues.csv | head -n 1)")
for table in strides.csv cues.csv; do
  if cmp "$folder/$table" "$replay/$table"; then echo "ok: the replay has the same $table"; else code=1; fi
done
exit $code
