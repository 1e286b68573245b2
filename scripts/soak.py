#!/usr/bin/env python3
"""Kills, load and a long run of live sessions on a virtual sound card, and what became of them.

  kills   sessions killed (SIGKILL) at random moments, WAV and FLAC, then `repair`: the recording is a beginning of the input,
          at most a second is missing, a second `repair` finds nothing to do
  load    one session while every processor is busy with other work: lost frames, late tones
  soak    one long session: memory and open files at its beginning and end, lost frames, the recording against the input

  scripts/soak.py [--kills 50] [--load 600] [--soak 3600] [--seed 1] [--build .build/release]

0 leaves a part out. Exit code 1 when a session was lost or misread. Faults of the card: scripts/live-faults.py. Needs the
products glutecue and asound_module_pcm_emgsim (swift build -c release), and nothing else but Python. With real-time rights
(packaging/glutecue-limits.conf, or as root) no frame should be lost.
"""

import argparse, importlib.util, json, os, pathlib, random, shutil, signal, subprocess, sys, tempfile, time

spec = importlib.util.spec_from_file_location("faults", pathlib.Path(__file__).with_name("live-faults.py"))
faults = importlib.util.module_from_spec(spec)
spec.loader.exec_module(faults)
RATE, FRAME = faults.RATE, 4
# what may be missing after a kill, in frames: half a second to the next header, and a block of FLAC
MOST_MISSING = RATE


class Rig:
    """A folder with a simulated run, and sessions on cards of their own."""

    def __init__(self, options):
        self.build, self.folder = options.build, pathlib.Path(tempfile.mkdtemp(prefix="soak-"))
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("GLUTECUE_")}
        for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"]: self.environment[name] = str(self.folder)
        self.emg = faults.simulated(self.folder, options.build)
        self.input = pathlib.Path(self.emg).read_bytes()
        self.number = 0

    def start(self, seconds, *more):
        """A session on a new card; (process, session folder)."""
        self.number += 1
        folder = self.folder / f"card{self.number}"
        folder.mkdir()
        card = faults.Card(folder, self.build, self.emg, "", "")
        process = subprocess.Popen(
            [str(self.build / "glutecue"), "live", "--input", "alsa:amplifier", "--tone", "alsa:headset", "--map",
             "glute=1,hamstring=2", "--duration", f"{seconds:.2f}", "--no-history", "--output", str(folder / "session"),
             *more],
            env=dict(self.environment, ALSA_CONFIG_PATH=str(card.conf)), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        return process, folder / "session"

    def run(self, *arguments):
        return subprocess.run([str(self.build / "glutecue"), *map(str, arguments)], env=self.environment,
                              capture_output=True, text=True)

    def expected(self, frames):
        """The first frames of what the card plays again and again."""
        whole = self.input * (frames * FRAME // len(self.input) + 1)
        return whole[:frames * FRAME]

    def differs(self, session):
        """Whether a WAV without gaps is something else than the beginning of the input."""
        kept = faults.samples(session / "recording.wav")
        return kept != self.expected(len(kept) // FRAME)


def kills(rig, count, noise):
    bad, missing = 0, []
    for number in range(count):
        kind = "flac" if number % 3 == 2 else "wav"
        process, session = rig.start(60, "--recording", kind)
        began = time.monotonic()
        time.sleep(noise.uniform(0.4, 6))
        if number % 4 == 0: os.kill(process.pid, signal.SIGUSR1)
        process.kill()
        process.wait()
        lasted = time.monotonic() - began
        recording = session / f"recording.{kind}"
        if not recording.exists() or recording.stat().st_size == 0:
            # killed before the card had begun
            if lasted > 2: bad += 1
            continue
        first, second = rig.run("repair", session), rig.run("repair", session)
        again = rig.run("live", "--pace", "none", "--quiet", "--input", f"wav:{recording}", "--recording", "wav",
                        "--no-history", "--output", session / "again")
        frames = json.loads((session / "again/summary.json").read_text())["input"]["seconds"] * RATE \
            if (session / "again/summary.json").exists() else 0
        missing.append(lasted - frames / RATE)
        gaps = json.loads((session / "again/recording.json").read_text()).get("gaps", []) if frames else []
        wrong = frames and not gaps and rig.differs(session / "again")
        if first.returncode not in (0, 3, 4) or "nothing to repair" not in second.stdout or wrong or again.returncode > 4:
            bad += 1
            print(f"  kill {number}: {first.stdout}{first.stderr}{second.stdout}{second.stderr}{again.stderr}")
        shutil.rmtree(session.parent)
    print(f"kills: {count} sessions, {bad} not mended; from start to kill less what is kept: "
          f"{faults.spread(missing, 1, 2)} s (start of the program included)")
    return bad == 0


def load(rig, seconds):
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count() or 1)]
    try:
        process, session = rig.start(seconds)
        code = process.wait()
    finally:
        for other in busy:
            other.kill()
            other.wait()
    return told("load", rig, session, code, seconds)


def soak(rig, seconds):
    process, session = rig.start(seconds)
    look = lambda: (int(next(line.split()[1] for line in open(f"/proc/{process.pid}/status")
                             if line.startswith("VmRSS"))), len(os.listdir(f"/proc/{process.pid}/fd")))
    looks, end = [], time.monotonic() + seconds
    time.sleep(min(20, seconds / 3))
    while process.poll() is None and time.monotonic() < end - 2:
        looks.append(look())
        time.sleep(min(10, seconds / 20))
    code = process.wait()
    sane = told("soak", rig, session, code, seconds)
    if looks:
        print(f"  memory {looks[0][0] / 1024:.1f} → {looks[-1][0] / 1024:.1f} MB, open files {looks[0][1]} → {looks[-1][1]}")
        sane = sane and looks[-1][1] <= looks[0][1] and looks[-1][0] < looks[0][0] + 16_384
    return sane


def told(name, rig, session, code, seconds):
    if not (session / "summary.json").exists():
        print(f"{name}: exit code {code}, no summary")
        return False
    summary = json.loads((session / "summary.json").read_text())
    capture, playback = summary.get("capture", {}), summary.get("playback", {})
    wrong = capture.get("lost_frames", 0) == 0 and rig.differs(session)
    print(f"{name}: {seconds} s, exit code {code}, {summary['legs'][0]['strides']} strides, lost frames "
          f"{capture.get('lost_frames')}, unrecorded {capture.get('unrecorded_frames')}, interruptions "
          f"{capture.get('interruptions')}, real time {capture.get('realtime')}, tones {playback}"
          + (", RECORDING IS NOT THE INPUT" if wrong else ""))
    return code == 0 and not wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--load", type=int, default=600, help="seconds")
    parser.add_argument("--soak", type=int, default=3600, help="seconds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path(".build/release"))
    options = parser.parse_args()
    rig = Rig(options)
    try:
        done = [not options.kills or kills(rig, options.kills, random.Random(options.seed)),
                not options.load or load(rig, options.load), not options.soak or soak(rig, options.soak)]
    finally:
        shutil.rmtree(rig.folder)
    return 0 if all(done) else 1


if __name__ == "__main__": sys.exit(main())
