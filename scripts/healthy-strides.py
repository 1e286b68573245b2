#!/usr/bin/env python3
"""A hundred simulated people: false cues in healthy running and walking, and silent strides that are cued.

usage: scripts/healthy-strides.py [healthy] [silent] [crosstalk] [--people N] [--detail] [--set STAGE.NAME=VALUE ...]
       after `make run`; standard library only; all three without a word

healthy    10,000 strides in which nothing is wrong: false cues in 1,000, by kind of person. Stride-to-stride CV of the
           bursts 10-30 %, another day's electrodes (CV 20 %) for everybody. What is found scatters more, as EMG is noise
           by itself.
silent     the glute at rest in every seventh stride and in ten of thirty, noise of 0.5, 1, 2 and 3 uV and movement
           staying: cued in the stride, before 45 % of it, and cues outside.
crosstalk  the same strides at a tenth of the glute, with 5, 10 and 15 % of the hamstring at the glute's electrode.
"""
import csv, os, statistics, subprocess, sys, tempfile
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
GLUTECUE = os.path.join(ROOT, ".build/release/glutecue")
RUNNERS = ["level-runner", "downhill-runner", "overground-runner"]
WALKERS = ["overground-runner", "clinic-walker"] + [f"{pace}walker-{n}" for n in range(1, 10) for pace in ("", "fast-")]
FIRST = 25  # strides before it are the reference
LATEST = 0.45
WORKERS = 2
THRESHOLDS = []  # as `live` takes them


def person(number):
    """Kind, runner and gait of one of the hundred."""
    turn, place = divmod(number, 5)
    if place == 0: return "running, bursts", f"random:{number}", "running"
    if place == 1: return "running, mixed", f"mixed:{number}", "running"
    if place == 2: return "running, measured", "person:" + RUNNERS[turn % len(RUNNERS)], "running"
    if place == 3: return "walking, mixed", f"mixed:{number}", "walking"
    return "walking, measured", "person:" + WALKERS[turn % len(WALKERS)], "walking"


def options(number, people, strides):
    kind, runner, gait = person(number)
    cadence = 76 + number % 17 if gait == "running" else 52 + number % 11
    return kind, [
        "--runner", runner, "--gait", gait, "--cadence", str(cadence), "--seed", str(1000 + number),
        "--duration", str(round(60 * strides / cadence, 1)), "--day", str(number),
        "--burst-cv", f"{10 + 20 * number / max(1, people - 1):.1f}"]


def lived(folder, name, arguments):
    """Simulates, lets `live` hear it, and returns true strides, cues and judged strides."""
    wav, truth, out = (os.path.join(folder, name + end) for end in (".wav", ".csv", ""))
    subprocess.run([GLUTECUE, "simulate", "--output", wav, "--truth", truth, "--force", *arguments], check=True,
                   stdout=subprocess.DEVNULL)
    subprocess.run([GLUTECUE, "live", "--input", "wav:" + wav, "--pace", "none", "--output", out, "--force",
                    "--no-history", *THRESHOLDS], check=False,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    read = lambda path: list(csv.DictReader(open(path, newline="")))
    result = (read(truth), read(os.path.join(out, "cues.csv")), read(os.path.join(out, "strides.csv")))
    os.remove(wav)
    return result


def table(title, rows):
    print(title)
    kinds = sorted({kind for row in rows for kind in row[0]})
    for kind in kinds + ["all"]:
        chosen = [row[1:] for row in rows if kind == "all" or kind in row[0]]
        yield kind, [sum(column) for column in zip(*chosen)]


def healthy(folder, people, detail):
    def one(number):
        kind, arguments = options(number, people, 101)
        truth, cues, strides = lived(folder, f"healthy{number}", arguments)
        count = lambda *kinds: sum(c["kind"] in kinds for c in cues)
        kind = [kind, "burst CV below 20 %" if number < people / 2 else "burst CV above 20 %"]
        values = [float(s["glute_activation"]) for s in strides if s["glute_activation"]]
        variation = statistics.pstdev(values) / statistics.mean(values) if values else 0
        kind.append("found glute CV " + ("below 20 %" if variation < 0.2 else "20-30 %" if variation < 0.3 else "above 30 %"))
        row = (kind, len(truth), sum(s["verdict"] in ("firing", "weak", "silent") for s in strides), count("silent"),
               count("weak"), count("fault"))
        if detail and sum(row[3:]): print("  ", *row[1:], " ".join(arguments))
        return row
    with ThreadPoolExecutor(WORKERS) as pool: rows = list(pool.map(one, range(people)))
    for kind, (made, judged, silent, weak, fault) in table("healthy", rows):
        print(f"  {kind:26} {made:6} strides, {judged:6} judged; false: silent {silent}, weak {weak}, fault {fault}; "
              f"{1000 * (silent + weak + fault) / made:.2f} in 1,000")


def share(folder, people, detail, title, extra, event):
    def one(number):
        kind, arguments = options(number, people, 130)
        chosen = set(range(FIRST, 121, 7)) if number % 2 else {k for k in range(FIRST, 121) if (k // 10) % 3 == 1}
        truth, cues, _ = lived(folder, f"silent{number}", arguments + extra + event(chosen))
        times = [float(c["time_s"]) for c in cues if c["kind"] in ("silent", "weak")]
        hit = outside = 0
        for stride in truth:
            start, end = float(stride["contact_s"]), float(stride["end_s"])
            inside = [t for t in times if start <= t < end]
            if int(stride["stride"]) in chosen: hit += any(t < start + LATEST * (end - start) for t in inside)
            else: outside += len(inside)
        faults = sum(c["kind"] == "fault" for c in cues)
        if detail and hit < len(chosen): print("  ", person(number)[1], hit, "of", len(chosen), outside, faults)
        return [kind], len(chosen), hit, outside, faults
    with ThreadPoolExecutor(WORKERS) as pool: rows = list(pool.map(one, range(people)))
    for kind, (made, hit, outside, faults) in table(title, rows):
        print(f"  {kind:20} {hit:5} of {made:5} cued ({100 * hit / made:.1f} %), outside {outside}, faults {faults}")


def main():
    words = sys.argv[1:]
    while "--set" in words:
        place = words.index("--set")
        THRESHOLDS.extend(["--threshold", words[place + 1]])
        del words[place:place + 2]
    detail = "--detail" in words
    people = int(words[words.index("--people") + 1]) if "--people" in words else 100
    parts = [w for w in words if w in ("healthy", "silent", "crosstalk")] or ["healthy", "silent", "crosstalk"]
    listed = lambda strides: ",".join(map(str, sorted(strides)))
    with tempfile.TemporaryDirectory() as folder:
        if "healthy" in parts: healthy(folder, people, detail)
        for noise in (0.5, 1, 2, 3) if "silent" in parts else ():
            share(folder, people, detail, f"silent, noise {noise} uV", ["--electrode-noise", f"glute={noise}"],
                  lambda strides: ["--silent", listed(strides)])
        for percent in (5, 10, 15) if "crosstalk" in parts else ():
            share(folder, people, detail, f"glute at 0.1, crosstalk {percent} %", ["--crosstalk", str(percent)],
                  lambda strides: ["--weak", ",".join(f"{k}:0.1" for k in sorted(strides))])


if __name__ == "__main__":
    main()
