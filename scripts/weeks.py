#!/usr/bin/env python3
"""Simulated weeks of training, from summaries alone: fills a history, to look at it and to try its decision.

    scripts/weeks.py FOLDER [--sessions 24] [--from 0.2] [--to 1.0] [--gain-cv 0.2] [--seed 1] [--person P07] [--legs 1]

Writes FOLDER/0 … FOLDER/N, one session folder each, to be added by `glutecue history add`. The model is that of the test
`WeeksTrendTests`: log level = true level + N(0, gain of each electrode on that day) + error within the session.
"""
import argparse, datetime, json, math, os, random

parser = argparse.ArgumentParser()
parser.add_argument("folder")
parser.add_argument("--sessions", type=int, default=24)
parser.add_argument("--from", dest="start", type=float, default=0.2)
parser.add_argument("--to", type=float, default=1.0)
parser.add_argument("--gain-cv", type=float, default=0.2)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--person")
parser.add_argument("--legs", type=int, default=1)
parser.add_argument("--start", dest="first", default="2026-03-02")
options = parser.parse_args()

chance = random.Random(options.seed)
sigma = 20 / math.log(10) * math.sqrt(math.log(1 + options.gain_cv**2))
day = datetime.date.fromisoformat(options.first)
for index in range(options.sessions):
    part = index / max(1, options.sessions - 1)
    legs = []
    for leg in ["left", "right"][: options.legs] if options.legs > 1 else [""]:
        true = options.start + (options.to - options.start) * part if leg != "right" else 1.0
        glute = 20 * math.log10(true) + chance.gauss(0, sigma) + chance.gauss(0, 0.2)
        hamstring = chance.gauss(0, sigma)
        level = -4 + glute - hamstring
        # squeezes repeat with 15 % from day to day
        glute_max = 0.16 * true * math.exp(chance.gauss(0, 0.15))
        hamstring_max = 0.28 * math.exp(chance.gauss(0, 0.15))
        judged = 800 + chance.randrange(40)
        silent = int(judged * max(0, 0.03 * (1 - true)))
        aim = 0.05 + 0.01 * (index // 6)
        entry = {
            "strides": judged + 10, "cadence_strides_per_min": 81 + chance.gauss(0, 0.5),
            "verdicts": {"baseline": 10, "firing": judged - silent, "silent": silent, "unusable": 0, "weak": 0},
            "glute_share": {"median": 0.5 + chance.gauss(0, 0.01), "lower_quartile": 0.46, "upper_quartile": 0.54, "count": judged},
            "level_db": level, "glute_of_maximum": glute_max, "hamstring_of_maximum": hamstring_max,
            "maximum_share": glute_max / (glute_max + hamstring_max), "against": "your maximum",
            "aim": {"kind": "maximum", "value": aim, "judged_strides": judged,
                    "met_strides": int(judged / (1 + math.exp(-(math.log(glute_max / aim)) * 5)))},
            "references": [{"kind": "session", "gait": "running"}],
        }
        if leg:
            entry["leg"] = leg
        legs.append(entry)
    date = day + datetime.timedelta(days=round(index * 55 / max(1, options.sessions - 1)))
    summary = {
        "version": 1, "software": "simulated", "kind": "live", "started_at": f"{date}T17:30:00+00:00",
        "input": {"name": "run.wav", "sample_rate_hz": 2000, "channel_count": 2, "seconds": 600},
        "settings": {"map": "glute=1,hamstring=2", "band_hz": [30, 450], "mains": "auto"}, "channels": [], "warnings": [],
        "legs": legs,
        "programme": {"name": "default", "session": index // 3 + 1, "sessions": 8, "feedback": 0 if index % 6 == 5 else 1},
    }
    if options.person:
        summary["person"] = options.person
    path = os.path.join(options.folder, str(index))
    os.makedirs(path, exist_ok=True)
    with open(os.path.join(path, "summary.json"), "w") as file:
        json.dump(summary, file, indent=1)
