#!/bin/sh
# Once: fetches Debian's kernel, its sound modules and busybox into a folder (about 450 MB), for run-in-vm.sh.
#   scripts/vm/setup.sh FOLDER
set -eu
[ $# = 1 ] || { echo "usage: $0 FOLDER" >&2; exit 64; }

missing=''
for tool in qemu-system-x86_64:qemu-system-x86 cpio:cpio modprobe:kmod aplay:alsa-utils; do
  command -v "${tool%%:*}" >/dev/null || missing="$missing ${tool##*:}"
done
[ -z "$missing" ] || { echo "Missing. Install with: apt-get install --no-install-recommends$missing" >&2; exit 69; }

mkdir -p "$1"
cd "$1"
kernel=$(apt-cache depends linux-image-amd64 | awk '/Depends/ { print $2; exit }')
[ -n "$kernel" ] || { echo "apt knows no linux-image-amd64; this rig needs Debian on x86-64." >&2; exit 69; }
release=${kernel#linux-image-}
if [ ! -d root/boot ]; then
  apt-get download "$kernel" busybox-static
  for package in "$kernel"_*.deb busybox-static_*.deb; do dpkg-deb -x "$package" root; done
fi
depmod -b root "$release"

# The files of the modules, each after those it needs.
for module in snd-aloop snd-dummy xhci-pci snd-usb-audio; do
  modprobe -S "$release" -d root --show-depends "$module"
done | awk '/^insmod/ && !seen[$2]++ { print $2 }' >modules
echo "ready: $(wc -l <modules) modules of Linux $release in $1"
