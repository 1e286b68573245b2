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
import argparse, collections, json, multiprocessing, os, shutil, subprocess, tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
GLUTECUE = os.environ.get("GLUTECUE", os.path.join(ROOT, ".build/release/glutecue"))
WARNINGS = ("glute has measured", "glute has worked", "glute began", "hamstring measures", "look exchanged", "do not work at the times")


MINUTE = 80


def glutecue(*arguments, check=True, stderr=subprocess.STDOUT):
    return subprocess.run(
        [GLUTECUE, *map(str, arguments)], check=check, stdout=subprocess.PIPE, stderr=stderr, text=True)


def calibrated(person, folder):
    """The profile of a person."""
    recording, out = os.path.join(folder, f"me{person}.wav"), os.path.join(folder, f"calibration{person}")
    glutecue("simulate", "--calibration", "--seed", person, "--output", recording, "--force")
    glutecue("calibrate", "--input", "wav:" + recording, "--pace", "none", "--output", out, "--force", check=False)
    return os.path.join(out, "profile.json")


def live(recording, profile, electrodes):
    """What the session's summary says: strides by verdict, cues of a failure, a plain warning, the basis of the levels."""
    printed = glutecue("live", "--input", "wav:" + recording, "--pace", "none", "--profile", profile, "--electrodes",
                       electrodes, "--no-history", "--format", "json", check=False, stderr=subprocess.DEVNULL).stdout
    summary = json.loads(printed)
    leg = summary["legs"][0]
    found = {verdict: leg["verdicts"].get(verdict, 0) for verdict in ("firing", "weak", "silent")}
    found["cues"] = summary["cues"]["silent"] + summary["cues"]["weak"]
    found["warned"] = any(words in warning for warning in summary["warnings"] for words in WARNINGS)
    found["basis"] = next((r.get("basis") for r in leg["references"] if r["gait"] == "running"), None)
    return found


def day(job):
    person, number, cv, seconds, profile = job
    folder = tempfile.mkdtemp(prefix="days", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
    try:
        electrodes = ["--day", number, "--day-cv", cv]
        squeezes, scaled = os.path.join(folder, "squeezes.wav"), os.path.join(folder, "profile.json")
        glutecue("simulate", "--quick", "--seed", person, *electrodes, "--output", squeezes)
        glutecue("calibrate", "--quick", "--input", "wav:" + squeezes, "--pace", "none", "--profile", profile, "--output",
                 folder, check=False)
        refused = not os.path.exists(scaled)
        found = {"refused": refused}
        # a minute holds 76 to 88 strides, by the person
        for kind, length, glute in (("healthy", seconds, []), ("start", 45, ["--weak", "1-50:0.3"]),
                                    ("minute", 90, ["--weak", f"{MINUTE + 1}-105:0.3"])):
            run = os.path.join(folder, kind + ".wav")
            glutecue("simulate", "--runner", f"person:{person}", "--seed", 1000 * person + number, *electrodes,
                     "--duration", length, "--cadence", 80, *glute, "--output", run)
            found[kind] = live(run, profile if refused else scaled, "new" if refused else "auto")
        found["without"] = live(os.path.join(folder, "healthy.wav"), profile, "new")
        return found
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def failing(run):
    return run["silent"] + run["weak"]


def told(run, healthy_before):
    """A failure was heard, and most of the strides in which the glute was at 0.3 failed."""
    affected = run["firing"] + failing(run) - healthy_before
    return run["cues"] > 0 and 2 * failing(run) >= affected > 0


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
            with multiprocessing.Pool(2) as pool:
                days = pool.map(day, [(person, n, cv, asked.seconds, profile) for n in range(1, asked.days + 1)], chunksize=2)
            report(person, cv, days)
    shutil.rmtree(folder, ignore_errors=True)


def report(person, cv, days):
    def share(test):
        return f"{100 * sum(map(test, days)) / len(days):.1f} %"

    def judged(run):
        return run["firing"] + failing(run)

    def quiet(run):
        return 1000 * run["silent"] < judged(run)

    strides = max(1, sum(judged(d["healthy"]) for d in days))
    silent, weak = (1000 * sum(d["healthy"][verdict] for d in days) / strides for verdict in ("silent", "weak"))
    print(f"person {person}, gains CV {cv} %: {len(days)} days, {strides} healthy strides judged")
    print(f"  with squeezes: below 1 silent in 1,000 on {share(lambda d: quiet(d['healthy']))} of days; of all strides "
          f"{silent:.2f} silent and {weak:.2f} weak in 1,000; squeezes refused on {share(lambda d: d['refused'])}; levels "
          f"{dict(collections.Counter(d['healthy']['basis'] for d in days))}")
    print(f"  without: below 1 in 1,000 on {share(lambda d: quiet(d['without']))}, that or a plain warning on "
          f"{share(lambda d: quiet(d['without']) or d['without']['warned'])}; warned on {share(lambda d: d['without']['warned'])}")
    print(f"  0.3 from the start: told on {share(lambda d: told(d['start'], 0))}, a cue or a warning on "
          f"{share(lambda d: d['start']['cues'] > 0 or d['start']['warned'])}; levels "
          f"{dict(collections.Counter(d['start']['basis'] for d in days))}")
    print(f"  0.3 from minute 1: told on {share(lambda d: told(d['minute'], MINUTE - 11))}", flush=True)


if __name__ == "__main__":
    main()
