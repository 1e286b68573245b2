#!/usr/bin/env python3
"""Faults of a sound card at random moments of live sessions, and what the sessions made of them.

Runs `glutecue live` in real time on a virtual sound card (Tests/EMGSim), one session for each kind of fault and each round of
faults, some sessions at a time. The runner's glute is silent from stride 18 on, so every stride is to bring a cue. Printed
for each kind of fault:

  survived     sessions that ended by themselves at their time, with exit code 0
  gap error    frames: the gap that was recorded, less the gap by the card's own log; and in how many faults the frames that
               follow the gap are the card's, bit for bit, at the place in time that the log names
  told         seconds from the fault (the card's log) until the program told it
  resumed      strides from the first frame after the gap to the next `silent` cue
  replay       whether the recording replayed gives the same strides.csv and cues.csv, byte for byte

  scripts/live-faults.py [--faults 20] [--kinds capture-xrun,…] [--jobs 5] [--seed 1] [--build .build/release]

Needs the products glutecue and asound_module_pcm_emgsim (swift build -c release), and nothing else but Python.
"""

import argparse, concurrent.futures, json, os, pathlib, random, re, shutil, statistics, subprocess, tempfile
import threading, time

RATE = 48_000
KINDS = ["xrun", "stall", "suspend", "unplug", "busy"]
FIRST_FAULT, SPACING, TAIL = 19.0, 7.0, 8.0
STRIDE = 60 / 81.4


class Card:
    """A virtual card: one name for capture, one for playback, each with files and faults of its own."""

    def __init__(self, folder, build, raw, capture_faults, playback_faults, lie=0.0):
        self.folder, self.conf = folder, folder / "asound.conf"
        plugin = build / "libasound_module_pcm_emgsim.so"
        lines = ["</usr/share/alsa/alsa.conf>", f'pcm_type.emgsim {{ lib "{plugin.resolve()}" }}']
        for name, extra in [
            ("amplifier", f'infile "{raw}" faults "{capture_faults}" lie {lie}'),
            ("headset", f'outfile "{folder}/played" playback_faults "{playback_faults}"'),
        ]:
            lines.append(
                f'pcm.{name} {{ type emgsim format "S16_LE" channels "2" rate "{RATE}" grain -1 log "{folder}/{name}.log" '
                f'busy "{folder}/{name}.busy" {extra} }}')
        self.conf.write_text("\n".join(lines) + "\n")

    def events(self, name):
        """(kind, frame, seconds of CLOCK_MONOTONIC), in order."""
        try:
            lines = (self.folder / f"{name}.log").read_text().split("\n")
        except FileNotFoundError:
            return []
        words = [line.split() for line in lines]
        return [(w[1], int(w[2]), float(w[3])) for w in words if len(w) == 4]


def script(kind, count, noise):
    """Faults in ALSA's field, and how long a busy device stays so behind each."""
    times = [FIRST_FAULT + SPACING * n + noise.uniform(0, 2) for n in range(count)]
    word = {"busy": "unplug"}.get(kind, kind)
    lengths = [noise.uniform(0.7, 2.0) for _ in times]
    if kind == "busy": lengths = [noise.uniform(0.2, 0.5) for _ in times]
    text = ",".join(f"{t:.6f}:{word}" + ("" if word == "xrun" else f":{d:.4f}") for t, d in zip(times, lengths))
    return text, times


def hold(card, name, noise, running):
    """Lets another program hold the device for a second after each pull of the plug."""
    path, seen = card.folder / f"{name}.busy", 0
    while running.is_set():
        pulled = sum(kind == "unplug" for kind, _, _ in card.events(name))
        if pulled > seen:
            seen = pulled
            path.touch()
            time.sleep(noise.uniform(0.6, 1.5))
            path.unlink()
        time.sleep(0.01)


def run(job):
    side, kind, count, seed, build, emg, environment = job
    noise = random.Random(seed)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="live-faults-"))
    text, times = script(kind, count, noise)
    name = "amplifier" if side == "capture" else "headset"
    card = Card(folder, build, emg, text if side == "capture" else "", text if side == "playback" else "")
    seconds = times[-1] + TAIL
    program = str(build / "glutecue")
    environment = dict(environment, ALSA_CONFIG_PATH=str(card.conf))
    process = subprocess.Popen(
        [program, "live", "--input", "alsa:amplifier", "--tone", "alsa:headset", "--map", "glute=1,hamstring=2",
         "--duration", f"{seconds:.2f}", "--output", str(folder / "session")],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    running = threading.Event()
    running.set()
    if kind == "busy": threading.Thread(target=hold, args=(card, name, noise, running), daemon=True).start()
    lines = [(time.monotonic(), line.rstrip("\n")) for line in process.stdout]
    code = process.wait()
    running.clear()
    result = Result(side, kind, folder, card, name, lines, code, times, emg)
    subprocess.run([program, "live", "--pace", "none", "--input", f"wav:{folder}/session/recording.wav", "--output",
                    str(folder / "again")], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    result.replay_equals = all(
        (folder / "session" / table).read_bytes() == (folder / "again" / table).read_bytes()
        for table in ["strides.csv", "cues.csv"] if (folder / "again" / table).exists()) and (folder / "again").exists()
    return result


class Result:
    """What one session made of its faults."""

    def __init__(self, side, kind, folder, card, name, lines, code, times, emg):
        self.side, self.kind, self.folder, self.code = side, kind, folder, code
        self.lines = lines
        self.errors, self.told, self.resumed, self.exact, self.checked, self.lost = [], [], [], 0, 0, []
        events = card.events(name)
        word = {"busy": "unplug"}.get(kind, kind)
        # an xrun of the computer's own making looks the same but for its time
        epoch = min((seconds for what, _, seconds in events if what == "start"), default=0)
        faulted = [seconds for what, _, seconds in events
                   if what == word and any(abs(seconds - epoch - t) < 0.1 for t in times)]
        self.happened = len(faulted)
        self.unasked = sum(what == "xrun" for what, _, _ in events) - (self.happened if kind == "xrun" else 0)
        mark = r"  input: (?!back)" if side == "capture" else r"  tone: (?!the headphones are back)"
        tellings = [at for at, line in lines if re.search(mark, line)]
        for at in faulted:
            after = [t - at for t in tellings if t >= at - 0.001]
            self.told.append(min(after) if after else float("inf"))
        if side == "capture":
            self.compare(events, emg)
            self.resume()
        else:
            starts = [seconds for what, _, seconds in events if what == "start"]
            for at in faulted: self.resumed.append(min([s - at for s in starts if s > at], default=float("inf")))

    def compare(self, events, emg):
        """The recorded gaps against the frames with which the card's own log says that it began again."""
        kept = samples(self.folder / "session" / "recording.wav")
        sidecar = json.loads((self.folder / "session" / "recording.json").read_text())
        gaps = sidecar.get("gaps", [])
        self.gaps = gaps
        starts = [frame for what, frame, _ in events if what == "start"][1:]
        ends = merge(gaps)
        source, frame = pathlib.Path(emg).read_bytes(), 4
        total = len(source) // frame
        ahead = 0  # how much later than on the device's clock frames stand in the recording
        for begin, end in ends:
            piece = kept[end * frame:(end + 2400) * frame]
            if len(piece) < 2400 * frame: continue
            # the start whose frames these are
            found = [s for s in starts if piece == source[s % total * frame:(s % total + 2400) * frame]]
            self.checked += 1
            self.lost.append(end - begin)
            if not found: continue
            self.exact += 1
            self.errors.append(end - found[0] - ahead)
            ahead = end - found[0]

    def resume(self):
        cues = [float(c) for c, k in zip(column(self.folder / "session" / "cues.csv", "time_s", str),
                                         column(self.folder / "session" / "cues.csv", "kind", str)) if k == "silent"]
        for _, end in merge(self.gaps):
            at = end / RATE
            later = [c for c in cues if c > at]
            if later: self.resumed.append((later[0] - at) / STRIDE)
            elif at < self.lines_end() - 5 * STRIDE: self.resumed.append(float("inf"))

    def lines_end(self):
        return max(column(self.folder / "session" / "strides.csv", "end_s"), default=0)


def samples(path):
    """The bytes of a WAV's data chunk."""
    data, at = path.read_bytes(), 12
    while at + 8 <= len(data):
        name, size = data[at:at + 4], int.from_bytes(data[at + 4:at + 8], "little")
        if name == b"data": return data[at + 8:at + 8 + size]
        at += 8 + size + size % 2
    raise ValueError(f"{path}: no samples")


def merge(gaps):
    """Gaps that touch each other are one: [begin, end)."""
    spans = []
    for start, count in gaps:
        if spans and start == spans[-1][1]: spans[-1][1] = start + count
        else: spans.append([start, start + count])
    return spans


def column(path, name, kind=float):
    rows = [line.split(",") for line in path.read_text().splitlines()]
    at = rows[0].index(name)
    return [kind(row[at]) for row in rows[1:]]


def spread(values, unit=1.0, digits=0):
    if not values: return "–"
    values = sorted(v * unit for v in values)
    show = lambda v: f"{v:.{digits}f}"
    return (f"{show(values[0])} … {show(values[len(values) // 4])} … {show(statistics.median(values))} … "
            f"{show(values[len(values) * 3 // 4])} … {show(values[-1])}")


def simulated(folder, build):
    program = str(build / "glutecue")
    path = folder / "run.wav"
    subprocess.run([program, "simulate", "--output", str(path), "--rate", str(RATE), "--duration", "300",
                    "--encoding", "int16", "--silent", "18-400"], check=True, stdout=subprocess.DEVNULL)
    (folder / "run.raw").write_bytes(samples(path))
    return folder / "run.raw"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--faults", type=int, default=20, help="of each kind")
    parser.add_argument("--each", type=int, default=5, help="faults in one session")
    parser.add_argument("--kinds", default=",".join(f"{s}-{k}" for s in ["capture", "playback"] for k in KINDS))
    parser.add_argument("--jobs", type=int, default=5, help="sessions at a time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path(".build/release"))
    parser.add_argument("--keep", action="store_true", help="leave the sessions' folders")
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="live-faults-"))
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GLUTECUE_")}
    environment["XDG_CONFIG_HOME"] = str(folder)
    emg = simulated(folder, options.build)
    kinds = options.kinds.split(",")
    jobs = []
    for kind in kinds:
        for first in range(0, options.faults, options.each):
            side, word = kind.split("-")
            jobs.append((side, word, min(options.each, options.faults - first), f"{options.seed}-{kind}-{first}",
                         options.build, emg, environment))
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        results = list(pool.map(run, jobs))
    for kind in kinds: report(kind, [r for r in results if f"{r.side}-{r.kind}" == kind])
    if options.keep: print("\n".join(str(r.folder) for r in results))
    else:
        for result in results: shutil.rmtree(result.folder)
    shutil.rmtree(folder)


def report(kind, results):
    faults = sum(r.happened for r in results)
    print(f"{kind}: {faults} faults in {len(results)} sessions; survived "
          f"{sum(r.code == 0 for r in results)}/{len(results)}; replay equal "
          f"{sum(r.replay_equals for r in results)}/{len(results)}; other xruns {sum(r.unasked for r in results)}")
    join = lambda name: [v for r in results for v in getattr(r, name)]
    print(f"  told after      {spread(join('told'), 1, 3)} s")
    if kind.startswith("capture"):
        errors = join("errors")
        print(f"  lost            {spread(join('lost'))} frames")
        print(f"  gap error       {spread(errors)} frames ({spread([abs(e) for e in errors], 1000 / RATE, 2)} ms); "
              f"{sum(r.exact for r in results)} of {sum(r.checked for r in results)} gaps end with the card's frame")
        print(f"  resumed after   {spread(join('resumed'), 1, 1)} strides")
    else:
        print(f"  plays again     {spread(join('resumed'), 1, 3)} s after the fault")


if __name__ == "__main__": main()
