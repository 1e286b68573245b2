#!/usr/bin/env python3
"""Measures what a profile is worth on other days, with electrodes put on anew, with and without the fifteen seconds.

usage: scripts/days.py [--days 500] [--people 7,1,2] [--cv 20,41] [--seconds 240]      after `make run`; standard library only

For each person, whose calibration is simulated, and each day, whose gains are drawn for each channel apart, it simulates the
squeezes and a run of that day (`glutecue simulate --quick`, `--runner person:N --day D`), scales the profile, runs `glutecue
live` on the run, and counts:
  healthy   days with less than 1 stride in 1,000 called silent, with the squeezes and without (or with a plain warning)
  0.3       days on which a glute at 0.3 of its easy run is told, from the start on and from minute 1 on
Squeezes repeat with a CV of 10 % within a day and 15 % between days. Figures are in docs/signal-chain.md.
"""
import argparse, collections, csv, json, multiprocessing, os, shutil, subprocess, tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
GLUTECUE = os.environ.get("GLUTECUE", os.path.join(ROOT, ".build/release/glutecue"))
WARNINGS = ("glute has measured", "hamstring measures", "look exchanged", "do not work at the times")


def glutecue(*arguments, check=True):
    return subprocess.run(
        [GLUTECUE, *map(str, arguments)], check=check, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def calibrated(person, folder):
    """The profile of a person."""
    recording, out = os.path.join(folder, f"me{person}.wav"), os.path.join(folder, f"calibration{person}")
    glutecue("simulate", "--calibration", "--seed", person, "--output", recording, "--force")
    glutecue("calibrate", "--input", "wav:" + recording, "--pace", "none", "--output", out, "--force", check=False)
    return os.path.join(out, "profile.json")


def live(recording, profile, out, electrodes):
    """Verdicts in order, warnings, the basis of the levels, and the stride of the first cue of a failure."""
    glutecue("live", "--input", "wav:" + recording, "--pace", "none", "--profile", profile, "--output", out, "--force",
             "--electrodes", electrodes, "--no-history", "--recording", "flac", "--quiet", check=False)
    with open(os.path.join(out, "strides.csv"), newline="") as f:
        verdicts = [row["verdict"] for row in csv.DictReader(f)]
    with open(os.path.join(out, "cues.csv"), newline="") as f:
        cues = [int(row["stride"]) for row in csv.DictReader(f) if row["kind"] in ("silent", "weak")]
    with open(os.path.join(out, "summary.json")) as f:
        summary = json.load(f)
    basis = [r.get("basis") for leg in summary["legs"] for r in leg["references"] if r["gait"] == "running"]
    warned = any(words in warning for warning in summary["warnings"] for words in WARNINGS)
    return verdicts, warned, (basis or [None])[0], min(cues, default=None)


def day(job):
    person, number, cv, seconds, profile = job
    folder = tempfile.mkdtemp(prefix="days", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
    try:
        electrodes = ["--day", number, "--day-cv", cv]
        squeezes, out = os.path.join(folder, "squeezes.wav"), os.path.join(folder, "out")
        glutecue("simulate", "--quick", "--seed", person, *electrodes, "--output", squeezes)
        quick = glutecue("calibrate", "--quick", "--input", "wav:" + squeezes, "--pace", "none", "--profile", profile,
                         "--output", folder, check=False)
        scaled = os.path.join(folder, "profile.json")
        found = {"refused": quick.returncode != 0 or not os.path.exists(scaled)}
        if found["refused"]:
            scaled = profile
        runs = {"healthy": [], "start": ["--weak", f"1-{2 * seconds}:0.3"], "minute": ["--weak", f"86-{2 * seconds}:0.3"]}
        for kind, glute in runs.items():
            run = os.path.join(folder, kind + ".wav")
            # events behind the last stride are refused: the last of them is trimmed to what the run certainly holds
            glute = [g.replace(f"-{2 * seconds}:", f"-{int(seconds * 1.2)}:") for g in glute]
            glutecue("simulate", "--runner", f"person:{person}", "--seed", 1000 * person + number, *electrodes,
                     "--duration", seconds, *glute, "--output", run)
            found[kind] = live(run, scaled, out, "new" if found["refused"] else "auto")
        found["without"] = live(os.path.join(folder, "healthy.wav"), profile, out, "new")
        return found
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def told(result, first):
    """A failure was heard within 20 strides of its begin, and most strides from then on failed."""
    verdicts, _, _, cue = result
    after = [v for v in verdicts[first + 10:] if v in ("firing", "weak", "silent")]
    failed = sum(v != "firing" for v in after)
    return cue is not None and cue <= first + 20 and 2 * failed >= len(after) > 0


def rate(result):
    verdicts = [v for v in result[0] if v in ("firing", "weak", "silent")]
    return verdicts.count("silent"), verdicts.count("weak"), len(verdicts)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--days", type=int, default=500)
    parser.add_argument("--people", default="7")
    parser.add_argument("--cv", default="20,41")
    parser.add_argument("--seconds", type=int, default=240)
    asked = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="people")
    for person in [int(p) for p in asked.people.split(",")]:
        profile = calibrated(person, folder)
        for cv in asked.cv.split(","):
            jobs = [(person, n, cv, asked.seconds, profile) for n in range(1, asked.days + 1)]
            with multiprocessing.Pool(2) as pool:
                days = pool.map(day, jobs, chunksize=4)
            count = len(days)
            share = lambda test: f"{100 * sum(map(test, days)) / count:.1f} %"
            quiet = lambda d, kind: 1000 * rate(d[kind])[0] < rate(d[kind])[2]
            total = lambda kind, place: sum(rate(d[kind])[place] for d in days)
            basis = collections.Counter(d["healthy"][2] for d in days)
            weak = collections.Counter(d["start"][2] for d in days)
            print(f"person {person}, gains CV {cv} %, {count} days, {total('healthy', 2)} healthy strides")
            print(f"  with squeezes: {share(lambda d: quiet(d, 'healthy'))} of days below 1 in 1,000 silent; in all "
                  f"{1000 * total('healthy', 0) / max(total('healthy', 2), 1):.2f} silent and "
                  f"{1000 * total('healthy', 1) / max(total('healthy', 2), 1):.2f} weak in 1,000; squeezes refused on "
                  f"{sum(d['refused'] for d in days)} days; levels {dict(basis)}")
            print(f"  without: {share(lambda d: quiet(d, 'without'))} below 1 in 1,000, "
                  f"{share(lambda d: quiet(d, 'without') or d['without'][1])} below or with a plain warning (warned on "
                  f"{share(lambda d: d['without'][1])})")
            print(f"  0.3 from the start: told on {share(lambda d: told(d['start'], 0))}, cue or warning on "
                  f"{share(lambda d: d['start'][3] is not None or d['start'][1])}; levels {dict(weak)}")
            print(f"  0.3 from minute 1: told on {share(lambda d: told(d['minute'], 85))}", flush=True)
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
