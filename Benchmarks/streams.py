"""Measures how long after its decision a stride or cue reaches another program, and what sending costs the audio thread. Run by
scripts/bench-streams.sh.

    streams.py GLUTECUE LIBRARY RECORDING SECONDS

RECORDING is simulated running at 48 kHz, 16 bits, stereo, in which the glute is silent now and then. It is played in real time,
and comes from a virtual sound card (LIBRARY).
"""

import glob
import importlib.util
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time

GLUTECUE, LIBRARY, RECORDING, SECONDS = sys.argv[1:5]
PEER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "scripts", "streams-peer.py")
SYSTEM_PYTHON = "/usr/bin/python3"


def has(module, python):
    return subprocess.run([python, "-c", f"import {module}"], stderr=subprocess.DEVNULL).returncode == 0


def python_with(module):
    """This Python, or the system's, where apt puts its modules; None where neither has it."""
    return next((p for p in (sys.executable, SYSTEM_PYTHON) if os.path.exists(p) and has(module, p)), None)


def library():
    """The liblsl of a package."""
    for package, places in (("pylsl", "lib/liblsl.so*"), ("mne_lsl", "lsl/lib/liblsl.so*")):
        spec = importlib.util.find_spec(package)
        if spec and spec.submodule_search_locations:
            found = glob.glob(os.path.join(spec.submodule_search_locations[0], places))
            if found:
                return sorted(found)[0]
    return None


def free_port(kind):
    with socket.socket(type=kind) as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Peer:
    """Somebody who receives."""

    def __init__(self, label, python, arguments, environment):
        self.label = label
        # a file: a pipe that nobody reads meanwhile would be full
        self.output = tempfile.NamedTemporaryFile("w+")
        self.process = subprocess.Popen([python, PEER] + arguments, stdout=self.output, stderr=subprocess.DEVNULL, env=environment)

    def lines(self):
        with open(self.output.name) as file:
            return file.read().splitlines()

    def ready(self):
        end = time.time() + 120
        while "ready" not in self.lines():
            if time.time() > end or self.process.poll() is not None:
                sys.exit(f"bench: {self.label} did not come up")
            time.sleep(0.05)

    def show(self):
        self.process.wait(timeout=20)
        messages = [json.loads(line) for line in self.lines() if line != "ready"]
        # the stamp of an envelope point is that of the sample in the middle of its 60 ms
        for kind, name in (("stride", "strides"), ("cue", "cues"), ("envelope", "envelope points")):
            times = [
                1000 * (m["received"] - m["stamp"]) for m in messages
                if m["kind"].split("/")[-1].startswith(kind) and "stamp" in m
            ]
            if times:
                print(f"  {self.label:<10} {name:<15} {len(times):5}   median {statistics.median(times):6.2f}   "
                      f"99 % {sorted(times)[int(0.99 * (len(times) - 1))]:6.2f}   worst {max(times):6.2f} ms")


def session(label, source, folder, environment, peers, more):
    """Runs one; the receivers are there before its first frame, as it waits for the page's Start."""
    port = free_port(socket.SOCK_STREAM)
    command = [GLUTECUE, "live", "--map", "glute=1,hamstring=2", "--full-scale-mv", "5", "--format", "json", "--duration", SECONDS]
    command += ["--output", os.path.join(folder, "session"), "--force", "--no-history", "--wait", "--dashboard", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command + source + more, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    end = time.time() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except OSError:
            if time.time() > end or process.poll() is not None:
                sys.exit("bench: the session did not come up")
            time.sleep(0.05)
    receivers = [Peer(*peer, environment) for peer in peers]
    try:
        for receiver in receivers:
            receiver.ready()
        start(port)
        summary = json.loads(process.communicate()[0])
    except BaseException:
        for one in [process] + [receiver.process for receiver in receivers]:
            one.kill()
        raise
    print(label)
    for receiver in receivers:
        receiver.show()
    if "capture" in summary:
        wake, work = summary["capture"]["wake_up_ms"], summary["capture"]["processing_ms"]
        print(f"  capture thread: wake-up median {wake['median']:.2f}, 99.9 % {wake['p999']:.2f}, worst {wake['max']:.2f} ms; core "
              f"worst {work['max']:.2f} ms; lost {summary['capture']['lost_frames']} frames")


def start(port):
    """Says the word of the Start button over the page's WebSocket."""
    one = socket.create_connection(("127.0.0.1", port))
    one.sendall(
        (f"GET /live HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
         "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n").encode())
    one.recv(4096)
    word = b"start"
    one.sendall(bytes([0x81, 0x80 | len(word), 0, 0, 0, 0]) + word)
    time.sleep(0.2)
    one.close()


def main():
    liblo, lsl = python_with("liblo"), library()
    port = free_port(socket.SOCK_DGRAM)
    peers, more = [], []
    environment = dict(os.environ)
    if liblo:
        peers.append(("OSC liblo", liblo, ["osc", str(port)]))
        more += ["--osc", str(port)]
    if lsl:
        environment["GLUTECUE_LSL"] = lsl
        more += ["--lsl", "Bench"]
        for package in ("pylsl", "mne_lsl"):
            if importlib.util.find_spec(package):
                peers.append((package, sys.executable, ["watch", "Bench", "strides", "cues", "states", "envelope", "--with", package]))
    if not peers:
        print("bench-streams: left out; it needs python3-liblo, pylsl or mne-lsl")
        return
    with tempfile.TemporaryDirectory() as folder:
        with open(RECORDING, "rb") as recording:
            frames = recording.read()
        with open(folder + "/input", "wb") as file:
            file.write(frames[frames.index(b"data") + 8:])
        with open(folder + "/asound.conf", "w") as file:
            file.write(
                f'</usr/share/alsa/alsa.conf>\npcm_type.emgsim {{ lib "{LIBRARY}" }}\n'
                f'pcm.bench {{ type emgsim infile "{folder}/input" format "S16_LE" channels "2" rate "48000" grain -1 }}\n')
        with open(folder + "/lsl_api.cfg", "w") as file:
            file.write("[multicast]\nResolveScope = link\n[log]\nlevel = -3\n")
        environment["ALSA_CONFIG_PATH"] = folder + "/asound.conf"
        environment["LSLAPICFG"] = folder + "/lsl_api.cfg"
        print("From the decision until it was received, in milliseconds:")
        session("A recording in real time", ["--input", "wav:" + RECORDING, "--tone", "none"], folder, environment, peers, more)
        card = ["--input", "alsa:bench", "--tone", "alsa:bench"]
        session("A virtual sound card, sent to all of these", card, folder, environment, peers, more)
        session("The same card, sent to nobody", card, folder, environment, [], [])


main()
