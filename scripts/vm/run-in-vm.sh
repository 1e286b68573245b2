#!/bin/bash
# Runs a shell script inside Debian's kernel under qemu (software emulation, no root needed): with hw:Loopback and an
# emulated USB sound card (hw:Audio, playback only). It takes about 4 s to boot. Exit code: that of the script.
#   scripts/vm/run-in-vm.sh FOLDER JOB.sh [FILE…]
# FOLDER is what setup.sh has made. The FILEs are put beside the job in /; programs among them bring their libraries.
# A line of the job's output that is `@host unplug` or `@host plug` pulls the USB card or plugs it in.
# VM_MEMORY (MiB, default 1024) and VM_TIMEOUT (seconds, default 120) may be set in the environment.
set -euo pipefail
[ $# -ge 2 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 64; }
folder=$1 job=$2
shift 2
[ -s "$folder/modules" ] || { echo "There is no kernel in $folder; make it with scripts/vm/setup.sh $folder" >&2; exit 66; }

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
root=$tree/root
mkdir -p "$root"/{bin,proc,sys,dev,tmp,lib64,modules,usr/share,lib/x86_64-linux-gnu}

libraries_of() { ldd "$1" 2>/dev/null | grep -o '/[^ ]*\.so[^ ]*' || true; }

cp "$folder/root/bin/busybox" "$root/bin/"
for program in /usr/bin/aplay /usr/bin/amixer; do cp -L "$program" "$root/bin/"; done
ln -s aplay "$root/bin/arecord"
for file in "$@"; do cp -rL "$file" "$root/"; done
for file in /usr/bin/aplay /usr/bin/amixer "$@"; do libraries_of "$file"; done | sort -u |
  while read -r library; do cp -L "$library" "$root/lib/x86_64-linux-gnu/"; done
cp -L /lib64/ld-linux-x86-64.so.2 "$root/lib64/"
cp -r /usr/share/alsa "$root/usr/share/"
cp "$job" "$root/job.sh"
while read -r module; do
  (cd "$folder" && cp "$module" "$root/modules/")
  basename "$module" >>"$root/modules/order"
done <"$folder/modules"

cat >"$root/init" <<'INIT'
#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin HOME=/tmp
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mkdir -p /dev/shm
mount -t tmpfs shm /dev/shm
while read -r module; do insmod "/modules/$module"; done </modules/order
for _ in 1 2 3 4 5 6 7 8 9 10; do
  grep -q USB-Audio /proc/asound/cards && break
  sleep 0.2
done
cd /
sh /job.sh
echo "@job $?"
poweroff -f
INIT
chmod +x "$root/init"
(cd "$root" && find . | cpio -o -H newc --quiet | gzip -1) >"$tree/initrd"

# The monitor: what is written into this pipe, qemu does.
mkfifo "$tree/monitor.in" "$tree/monitor.out"
cat "$tree/monitor.out" >"$tree/monitor.log" &
exec 3<>"$tree/monitor.in"

obey() {
  case $1 in
    unplug) echo "device_del card" >&3 ;;
    plug) echo "device_add usb-audio,audiodev=nothing,id=card" >&3 ;;
  esac
}

timeout "${VM_TIMEOUT:-120}" qemu-system-x86_64 -accel tcg -m "${VM_MEMORY:-1024}" -smp 1 \
  -display none -no-reboot -nic none -serial stdio \
  -chardev pipe,id=monitor,path="$tree/monitor" -mon chardev=monitor \
  -audiodev wav,id=nothing,path=/dev/null -device qemu-xhci -device usb-audio,audiodev=nothing,id=card \
  -kernel "$folder"/root/boot/vmlinuz-* -initrd "$tree/initrd" -append "console=ttyS0 quiet panic=-1" </dev/null |
  while read -r line; do
    line=${line%$'\r'}
    echo "$line"
    case $line in
      "@host "*) obey "${line#@host }" ;;
      "@job "*) echo "${line#@job }" >"$tree/code" ;;
    esac
  done
exit "$(cat "$tree/code" 2>/dev/null || echo 70)"
