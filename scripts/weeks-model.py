#!/usr/bin/env python3
"""Whether the model of Tests/HistoryTests/SimulatedWeeks.swift is right: weeks of whole recordings, made by simulate and read
by analyze and history. It prints, for some people whose glute comes back and some who do not change, what the history says,
the scatter of the days, and the error within a session; the model takes 2.4 dB (CV 20 % of each electrode) and 0.2 dB.

    scripts/weeks-model.py [--people 3] [--sessions 24] [--seconds 120] [--day-cv 20] [--glutecue .build/release/glutecue]
"""
import argparse, concurrent.futures, datetime, json, math, os, statistics, subprocess, sys, tempfile

parser = argparse.ArgumentParser()
parser.add_argument("--people", type=int, default=3)
parser.add_argument("--sessions", type=int, default=24)
parser.add_argument("--seconds", type=int, default=120)
parser.add_argument("--day-cv", type=float, default=20)
parser.add_argument("--workers", type=int, default=2)
parser.add_argument("--glutecue", default=".build/release/glutecue")
options = parser.parse_args()
program = os.path.abspath(options.glutecue)


def run(*arguments, folder):
    result = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True)
    if result.returncode not in (0, 3):
        sys.exit(f"{' '.join(arguments)}: {result.stderr}")
    return result.stdout


def session(folder, name, person, seed, day, level):
    run("simulate", "--output", f"{name}.wav", "--duration", str(options.seconds), "--runner", f"random:{person}",
        "--seed", str(seed), "--day", str(day), "--day-cv", str(options.day_cv), "--weak", f"1-999:{level:.3f}", folder=folder)
    run("analyze", f"{name}.wav", "--output", name, folder=folder)
    os.remove(os.path.join(folder, f"{name}.wav"))


def level(folder, name):
    with open(os.path.join(folder, name, "summary.json")) as file:
        return json.load(file)["legs"][0].get("glute_against_hamstring_db")


def weeks(person, is_recovering):
    with tempfile.TemporaryDirectory() as folder:
        first = datetime.date(2026, 3, 2)
        for index in range(options.sessions):
            part = index / (options.sessions - 1)
            name = f"s{index}"
            session(folder, name, person, 1000 * person + index, 100 * person + index,
                    0.2 + 0.8 * part if is_recovering else 0.2)
            run("history", "add", name, "--store", "h.sqlite", "--date",
                f"{first + datetime.timedelta(days=round(55 * part))} 18:00", folder=folder)
        again = []
        for seed in range(4):
            session(folder, f"again{seed}", person, 5000 + seed, 100 * person, 0.2)
            again.append(level(folder, f"again{seed}"))
        content = json.loads(run("history", "--store", "h.sqlite", "--format", "json", folder=folder))
        trend = next(t for t in content["trends"] if t["measure"] == "level")
        known = [value for value in again if value is not None]
        return person, is_recovering, trend, statistics.stdev(known) if len(known) > 1 else math.nan


with concurrent.futures.ThreadPoolExecutor(options.workers) as pool:
    jobs = [pool.submit(weeks, person, kind) for person in range(1, options.people + 1) for kind in (True, False)]
    for job in jobs:
        person, is_recovering, trend, within = job.result()
        low, high = trend["change_db_interval95"]
        print(f"person {person}, {'0.2 to 1.0' if is_recovering else '0.2 throughout'}: {trend['answer']}; line "
              f"{trend['change_db']:+.1f} dB ({low:+.1f} … {high:+.1f}), scatter of a day {trend['scatter_db']:.1f} dB, within a "
              f"session {within:.2f} dB, {trend['days']} days", flush=True)
