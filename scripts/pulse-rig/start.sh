#!/bin/sh
# Starts a private PulseAudio with two virtual sound cards, for programs that speak ALSA. Everything it writes is in
# FOLDER, which must be empty or new; its path is kept short enough for a socket.
#   scripts/pulse-rig/start.sh FOLDER      then: export ALSA_CONFIG_PATH=FOLDER/asound.conf
#   scripts/pulse-rig/start.sh --stop FOLDER
#
#   emg_play  the amplifier: what is played here …      emg_cap  … is captured here. EMG_CHANNELS, S32, 48 kHz
#   fb_play   the headphones: what is played here …     fb_cap   … is captured here. 2 channels, S32, 48 kHz
#
# EMG_CHANNELS: 2 or 8 (default). Open emg_play and emg_cap with that many: fewer would be mixed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ "${1:-}" = --stop ]; then
  [ ! -s "$2/pid" ] || kill "$(cat "$2/pid")" 2>/dev/null || true
  exit 0
fi
[ $# = 1 ] || { sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 64; }
folder=$1
socket=$folder/native

mkdir -p "$folder/run" "$folder/home"
chmod 700 "$folder/run"
cat >"$folder/asound.conf" <<CONF
</usr/share/alsa/alsa.conf>
pcm.emg_play { type pulse server "unix:$socket" device "emg" }
pcm.emg_cap  { type pulse server "unix:$socket" device "emg.monitor" }
pcm.fb_play  { type pulse server "unix:$socket" device "fb" }
pcm.fb_cap   { type pulse server "unix:$socket" device "fb.monitor" }
CONF
# norewinds=1: without it the first data came 2 s late. Surround names: a map of aux0 … aux7 captured silence.
case ${EMG_CHANNELS:-8} in
  2) map=front-left,front-right ;;
  8) map=front-left,front-right,rear-left,rear-right,front-center,lfe,side-left,side-right ;;
  *) echo "EMG_CHANNELS is 2 or 8, not $EMG_CHANNELS" >&2 && exit 64 ;;
esac
sink='module-null-sink format=s32le rate=48000 norewinds=1'
cat >"$folder/rig.pa" <<PA
load-module module-native-protocol-unix auth-anonymous=1 socket=$socket
load-module $sink sink_name=emg channels=${EMG_CHANNELS:-8} channel_map=$map sink_properties=device.description=emg
load-module $sink sink_name=fb channels=2 sink_properties=device.description=fb
set-default-sink fb
set-default-source emg.monitor
PA

export HOME="$folder/home" PULSE_RUNTIME_PATH="$folder/run" PULSE_CONFIG="$here/daemon.conf"
export DBUS_SESSION_BUS_ADDRESS=disabled:
setsid pulseaudio -n --system=false --daemonize=no --exit-idle-time=-1 --use-pid-file=no --disallow-exit=no \
  --realtime=yes --log-level=warning --log-target="newfile:$folder/log" -F "$folder/rig.pa" \
  </dev/null >"$folder/out" 2>&1 &
echo $! >"$folder/pid"
for _ in $(seq 50); do
  if pactl -s "unix:$socket" info >/dev/null 2>&1; then exit 0; fi
  sleep 0.1
done
echo "PulseAudio did not start. Its words:" >&2
cat "$folder/out" "$folder/log" >&2 2>/dev/null || true
exit 69
