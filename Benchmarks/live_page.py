"""Measures the live page and the phone's app, and what they cost the audio thread. Run by scripts/bench-page.sh; needs
python3 and Chromium.

    live_page.py GLUTECUE LIBRARY RECORDING SECONDS CHROMIUM

RECORDING is simulated running at 48 kHz, 16 bits, stereo; it comes from a virtual sound card (LIBRARY), in real time.
"""

import base64
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "scripts"))
from browser import Browser

GLUTECUE, LIBRARY, RECORDING, SECONDS, CHROMIUM = sys.argv[1:6]
SECONDS = float(SECONDS)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def plug_in(folder):
    """A virtual card called bench; the environment that has it."""
    with open(RECORDING, "rb") as recording:
        frames = recording.read()
    # the samples stand behind the header of the chunk "data"
    frames = frames[frames.index(b"data") + 8 :]
    with open(folder + "/input", "wb") as file:
        file.write(frames)
    with open(folder + "/asound.conf", "w") as file:
        file.write(
            f'</usr/share/alsa/alsa.conf>\npcm_type.emgsim {{ lib "{LIBRARY}" }}\n'
            f'pcm.bench {{ type emgsim infile "{folder}/input" format "S16_LE" channels "2" rate "48000" grain -1 }}\n'
        )
    return dict(os.environ, ALSA_CONFIG_PATH=folder + "/asound.conf", XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder)


def wait_for(port):
    end = time.time() + 20
    while time.time() < end:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.05)
    sys.exit("bench: the page did not come up")


class Session:
    """A session on the virtual card."""

    def __init__(self, folder, page):
        environment = plug_in(folder)
        self.port = free_port()
        command = [GLUTECUE, "live", "--input", "alsa:bench", "--tone", "none", "--map", "glute=1,hamstring=2"]
        command += ["--format", "json", "--duration", str(SECONDS), "--output", folder + "/session", "--force"]
        if page:
            command += ["--dashboard", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        if page:
            wait_for(self.port)

    def capture(self):
        """What the summary says of the capture thread."""
        return json.loads(self.process.communicate()[0])["capture"]


class Served:
    """A session on the virtual card that a phone has begun: `glutecue serve`."""

    def __init__(self, folder):
        self.port, self.home = free_port(), folder + "/home"
        self.process = subprocess.Popen(
            [GLUTECUE, "serve", "--address", f"127.0.0.1:{self.port}", "--home", self.home],
            env=plug_in(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(self.port)
        with open(self.home + "/access.json") as file:
            self.code = json.load(file)["ownerCode"]
        self.cookie = None
        self.call("POST", "/api/pair", {"code": self.code})
        self.call("PUT", "/api/settings", {
            "device.input": "alsa:bench", "device.tone": "alsa:bench", "input.map": "glute=1,hamstring=2"})
        # every stride fails this aim, so every stride has a cue
        self.call("POST", "/api/run", {"aim": "share:95%", "policy": "every", "squeeze": False})

    def call(self, method, path, body=None):
        origin = f"http://127.0.0.1:{self.port}"
        request = urllib.request.Request(
            origin + path, method=method, data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Origin": origin, "Cookie": self.cookie or ""})
        with urllib.request.urlopen(request) as answer:
            self.cookie = self.cookie or (answer.headers.get("Set-Cookie") or "").split(";")[0]
            return json.load(answer)

    def summary(self):
        """Ends the session, and gives what was kept of it."""
        self.call("POST", "/api/job/stop", {})
        end = time.time() + 20
        while self.call("GET", "/api/state")["job"]["state"] == "running" and time.time() < end:
            time.sleep(0.1)
        self.process.terminate()
        self.process.wait()
        (session,) = os.listdir(self.home + "/sessions")
        with open(f"{self.home}/sessions/{session}/summary.json") as file:
            return json.load(file)


def visitor(port, reads, cookie=None):
    """Watches the live data; one that does not read only connects."""
    one = socket.create_connection(("127.0.0.1", port))
    key = base64.b64encode(os.urandom(16)).decode()
    one.sendall(
        f"GET /live HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
        f"{f'Cookie: {cookie}' + chr(13) + chr(10) if cookie else ''}\r\n".encode()
    )

    def read():
        try:
            while one.recv(65536):
                pass
        except OSError:
            pass

    if reads:
        threading.Thread(target=read, daemon=True).start()
    return one


def show_wake_ups(label, folder, page, watchers=0, sleepers=0):
    session = Session(folder, page)
    kept = [visitor(session.port, True) for _ in range(watchers)] + [visitor(session.port, False) for _ in range(sleepers)]
    capture = session.capture()
    del kept
    wake, work = capture["wake_up_ms"], capture["processing_ms"]
    print(f"  {label:<34} wake-up p99.9 {wake['p999']:6.2f}  worst {wake['max']:6.2f} ms   core worst {work['max']:5.2f} ms"
          f"   lost frames {capture['lost_frames']}")
    return capture


def show_drawing(browser, seconds):
    """How often a page draws, and how old what it draws is."""
    browser.value("glutecueMeasures.frames = 0; glutecueMeasures.ages.length = 0")
    start = time.time()
    time.sleep(seconds)
    seconds = time.time() - start
    frames, ages = json.loads(browser.value("JSON.stringify([glutecueMeasures.frames, glutecueMeasures.ages])"))
    ages.sort()
    print(f"  {frames / seconds:.1f} frames drawn a second over {seconds:.0f} s (at least 25)")
    print(f"  sample to drawing: median {statistics.median(ages):.0f}, p99 {ages[int(0.99 * len(ages))]:.0f}, worst "
          f"{ages[-1]:.0f} ms; the screen adds up to one frame, 17 ms (median at most 100)")
    print(f"  complaints of the console: {len(browser.complaints)}")
    browser.process.terminate()
    browser.process.wait()


def show_page(folder):
    session = Session(folder, True)
    browser = Browser(CHROMIUM, folder)
    browser.command("Page.navigate", url=f"http://127.0.0.1:{session.port}/")
    time.sleep(3)
    show_drawing(browser, SECONDS - 8)
    session.capture()


def show_app(folder):
    served = Served(folder)
    browser = Browser(CHROMIUM, folder)
    browser.command("Page.navigate", url=f"http://127.0.0.1:{served.port}/#pair={served.code}")
    time.sleep(3)
    show_drawing(browser, SECONDS - 8)
    served.summary()


def show_served(label, folder, watchers=0, sleepers=0):
    served = Served(folder)
    kept = [visitor(served.port, index < watchers, served.cookie) for index in range(watchers + sleepers)]
    time.sleep(SECONDS)
    summary = served.summary()
    del kept
    wake, cues = summary["capture"]["wake_up_ms"], summary["playback"]["cue_latency_ms"]
    print(f"  {label:<34} wake-up p99.9 {wake['p999']:6.2f}  worst {wake['max']:6.2f} ms   {cues['count']} cues, median "
          f"{cues['median']:.1f}  worst {cues['max']:.1f} ms   lost frames {summary['capture']['lost_frames']}")


with tempfile.TemporaryDirectory() as folder:
    print(f"Live page in headless Chromium, {SECONDS:.0f} s of running in real time")
    show_page(folder)
    print("Audio thread")
    show_wake_ups("no page", folder, False)
    show_wake_ups("page, nobody watches", folder, True)
    show_wake_ups("page, 10 visitors", folder, True, watchers=10)
    show_wake_ups("page, 10 visitors, 1 does not read", folder, True, watchers=10, sleepers=1)
    show_wake_ups("no page, once more", folder, False)

print(f"The phone's app in headless Chromium, {SECONDS:.0f} s of running in real time")
with tempfile.TemporaryDirectory() as folder:
    show_app(folder)
print("Audio thread")
for label, watchers, sleepers in [
    ("serve, nobody watches", 0, 0), ("serve, 20 clients, 1 does not read", 20, 1), ("serve, nobody, once more", 0, 0)]:
    with tempfile.TemporaryDirectory() as folder:
        show_served(label, folder, watchers, sleepers)
