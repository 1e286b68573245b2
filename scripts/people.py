#!/usr/bin/env python3
"""How well strides and silent glutes are told on recordings with truth, one line a recording.

usage: scripts/people.py FOLDER [--set STAGE.NAME=VALUE ...] [--sweep STAGE.NAME=V1,V2,...] [--only TEXT]

FOLDER holds NAME.wav with its sidecar NAME.json, NAME.events.csv (time_s,event,leg; event touchdown) and, where strides of
the glute were changed, NAME.strides.txt with a line "contact end" for each. Each recording goes through `glutecue live` as
fast as it can; nothing is written beside it. --set is handed on as --threshold; --sweep runs everything once a value.

Columns: strides told, contacts missed and extra (within 0.15 s), bias and spread in ms, changed strides that were cued as
silent before 0.5 of the stride, and silent or weak cues elsewhere, faults.

After `swift build -c release --product glutecue`; standard library only.
"""
import argparse, csv, os, subprocess, tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
GLUTECUE = os.path.join(ROOT, ".build/release/glutecue")
TOLERANCE = 0.15


def rows(path):
    with open(path, newline="") as f:
        return list(csv.DictReader(f))


def live(recording, folder, thresholds):
    command = [GLUTECUE, "live", "--input", "wav:" + recording, "--tone", "none", "--pace", "none", "--quiet",
               "--no-history", "--force", "--output", folder]
    for threshold in thresholds:
        command += ["--threshold", threshold]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 3, 4):
        raise SystemExit(f"{recording}: {done.stderr.strip()}")
    return rows(os.path.join(folder, "strides.csv")), rows(os.path.join(folder, "cues.csv"))


def contacts(strides, truth):
    """Missed, extra, bias and spread in ms; each true contact goes with the nearest that was found."""
    found = [float(s["contact_s"]) for s in strides]
    if not found:
        return len(truth), 0, None, None
    free, errors = set(range(len(found))), []
    inside = [t for t in truth if found[0] - TOLERANCE < t < found[-1] + TOLERANCE]
    for t in inside:
        near = min(free, key=lambda i: abs(found[i] - t), default=None)
        if near is not None and abs(found[near] - t) <= TOLERANCE:
            free.discard(near)
            errors.append(1000 * (found[near] - t))
    if not errors:
        return len(inside), len(free), None, None
    mean = sum(errors) / len(errors)
    return len(inside) - len(errors), len(free), mean, (sum((e - mean) ** 2 for e in errors) / len(errors)) ** 0.5


def changed(cues, path):
    """Changed strides, those of them that were cued, and cues elsewhere."""
    failing = [(float(c["time_s"]), c["kind"]) for c in cues if c["kind"] in ("silent", "weak")]
    spans = []
    if os.path.exists(path):
        with open(path) as f:
            spans = [tuple(map(float, line.split())) for line in f if line.strip()]
    hits, used = 0, set()
    for contact, end in spans:
        here = {i for i, (at, _) in enumerate(failing) if -0.1 <= (at - contact) / (end - contact) <= 0.5}
        hits += any(failing[i][1] == "silent" for i in here)
        used |= here
    return len(spans), hits, len(failing) - len(used)


def table(folder, only, thresholds):
    names = sorted(n[:-4] for n in os.listdir(folder) if n.endswith(".wav") and only in n)
    print(f"{'recording':44}{'strides':>8}{'missed':>7}{'extra':>6}{'bias':>7}{'spread':>7}{'cued':>9}{'else':>5}{'faults':>7}")
    totals = [0, 0, 0]
    with tempfile.TemporaryDirectory() as scratch:
        for name in names:
            base = os.path.join(folder, name)
            strides, cues = live(base + ".wav", os.path.join(scratch, "session"), thresholds)
            truth = [float(r["time_s"]) for r in rows(base + ".events.csv") if r["event"] == "touchdown"]
            missed, extra, bias, spread = contacts(strides, truth)
            count, hits, elsewhere = changed(cues, base + ".strides.txt")
            totals = [totals[0] + count, totals[1] + hits, totals[2] + elsewhere]
            number = lambda x: "–" if x is None else f"{x:.1f}"
            faults = sum(c["kind"] == "fault" for c in cues)
            print(f"{name:44}{len(strides):8}{missed:7}{extra:6}{number(bias):>7}{number(spread):>7}"
                  f"{f'{hits}/{count}' if count else '–':>9}{elsewhere:5}{faults:7}")
    print(f"{'all':44}{'':35}{f'{totals[1]}/{totals[0]}' if totals[0] else '–':>9}{totals[2]:5}")


if __name__ == "__main__":
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("folder"), p.add_argument("--only", default="")
    p.add_argument("--set", action="append", default=[]), p.add_argument("--sweep")
    a = p.parse_args()
    if a.sweep:
        name, values = a.sweep.split("=", 1)
        for value in values.split(","):
            print(f"\n{name} = {value}")
            table(a.folder, a.only, a.set + [f"{name}={value}"])
    else:
        table(a.folder, a.only, a.set)
