"""Takes the pictures of the docs, and cuts the sound. Run by scripts/pictures.sh.

    pictures.py GLUTECUE CHROMIUM RESULTS FOLDER

RESULTS is what scripts/picture-results.sh made.
"""

import io
import os
import socket
import subprocess
import sys
import tempfile
import time

import soundfile
from PIL import Image

from browser import Browser

GLUTECUE, CHROMIUM, RESULTS, FOLDER = sys.argv[1:5]

# The glute stops at 0:21.7 and works again at 0:27.6; these are the seconds that the sound and the moving picture show.
SOUND = (20.5, 30.5)
FILM = (20.2, 24.6)
STILL = 24.3
FRAMES_A_SECOND = 8


def save(name, image, colours=128):
    """A PNG with few colours: pages have few."""
    image.convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(
        os.path.join(FOLDER, name), optimize=True)


def picture(browser, **options):
    return Image.open(io.BytesIO(browser.picture(**options))).convert("RGB")


def cut_sound():
    samples, rate = soundfile.read(os.path.join(RESULTS, "tone.wav"), dtype="int16")
    first, last = (round(seconds * rate) for seconds in SOUND)
    soundfile.write(os.path.join(FOLDER, "silent-glute.flac"), samples[first:last], rate, subtype="PCM_16")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def film_live_page(width, height, **look):
    """The page of a session in real time, around the moment at which the glute stops: (second, picture) for each frame."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        browser = Browser(CHROMIUM, folder)
        browser.show_size(width, height, **look)
        session = subprocess.Popen(
            [GLUTECUE, "live", "--input", "wav:Samples/glute-stops.wav", "--tone", f"wav:{folder}/tone.wav", "--pace",
             "realtime", "--no-history", "--quiet", "--output", folder + "/session", "--dashboard", f"127.0.0.1:{port}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ, XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder))
        try:
            wait_for(port)
            browser.command("Page.navigate", url=f"http://127.0.0.1:{port}/")
            browser.wait_for("window.glutecueMeasures?.frames > 5")
            clock = "document.getElementById('clock').textContent"
            browser.wait_for(f"{clock} === '0:{int(FILM[0]):02d}'")
            # the page's clock shows whole seconds; from here on this computer's clock counts
            start = time.time() - int(FILM[0])
            frames = []
            while (now := time.time() - start) < FILM[1]:
                wanted = FILM[0] + len(frames) / FRAMES_A_SECOND
                time.sleep(max(0, wanted - now))
                now = time.time() - start
                frames.append((now, picture(browser)))
            if browser.complaints:
                sys.exit(f"pictures: the page complained: {browser.complaints}")
            return frames
        finally:
            session.terminate()
            session.wait()
            browser.end()


def wait_for(port):
    end = time.time() + 20
    while time.time() < end:
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
    sys.exit("pictures: the live page did not come up")


def show_file(path, width, first, last):
    """A page from the top of one element to the bottom of another."""
    with tempfile.TemporaryDirectory() as folder:
        browser = Browser(CHROMIUM, folder)
        browser.show_size(width, 900)
        browser.command("Page.navigate", url="file://" + os.path.abspath(path))
        browser.wait_for("document.documentElement.dataset.drawn === 'yes'")
        time.sleep(0.5)
        top = browser.value(f"document.querySelector('{first}').getBoundingClientRect().top") - 12
        bottom = browser.value(f"document.querySelector('{last}').getBoundingClientRect().bottom") + 4
        clip = {"x": 0, "y": top, "width": width, "height": bottom - top, "scale": 1}
        shown = picture(browser, clip=clip, captureBeyondViewport=True)
        browser.end()
        return shown


def main():
    cut_sound()
    save_film("live-turns-red.webp", film_live_page(800, 715))
    phone = film_live_page(390, 690)
    save("live-phone.png", min(phone, key=lambda frame: abs(frame[0] - STILL))[1])
    save("report.png", show_file(os.path.join(RESULTS, "run/report.html"), 1000, ".answer", "canvas"))
    save("history.png", show_file(os.path.join(RESULTS, "weeks/weeks.html"), 900, ".answer", "canvas"))


def save_film(name, frames):
    """The last picture stays a while before the film begins again; after five times it stays for good."""
    times, images = zip(*frames)
    pauses = [round(1000 * (after - before)) for before, after in zip(times, times[1:])] + [2000]
    images[0].save(
        os.path.join(FOLDER, name), save_all=True, append_images=images[1:], duration=pauses, loop=5, quality=70, method=6)


main()
