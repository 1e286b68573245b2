#!/usr/bin/env python3
"""Draws docs/operating-curve.svg: how often a silent glute is missed against how often a working one is called silent.

usage: scripts/operating-curve.py            after `make run`; standard library only

For each value of --silent-below it runs `glutecue live` on simulated runners with and without weakened strides (glute at
0.3) and, where ../shared/recordings is there, on a real run, healthy and with every stride from the 18th on weakened.
"""
import csv, os, subprocess, tempfile, wave

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
GLUTECUE = os.path.join(ROOT, ".build/release/glutecue")
REAL = os.path.join(ROOT, "../shared/recordings/run-p0001.wav")
THRESHOLDS = [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8]
DEFAULT = 0.5
RUNNERS = 12


def judged(recording, threshold, folder, extra=()):
    """Every judged stride: contact and whether it was called silent. Strides are to be judged by the glute alone here,
    with the limit as given, so weakness is not asked for and the spread's own limit is left as it is."""
    out = os.path.join(folder, "out")
    subprocess.run(
        [GLUTECUE, "live", "--input", "wav:" + recording, "--pace", "none", "--no-history", "--output", out, "--force",
         "--silent-below", str(threshold), *extra], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with open(os.path.join(out, "strides.csv"), newline="") as f:
        rows = [r for r in csv.DictReader(f) if r["verdict"] in ("firing", "weak", "silent")]
    return [(float(r["contact_s"]) + 0.1, r["verdict"] == "silent") for r in rows]


def simulated(folder):
    """Recordings of healthy runners, and of the same with every second stride from the 20th on at 0.3."""
    pairs = []
    for seed in range(1, RUNNERS + 1):
        base = [GLUTECUE, "simulate", "--duration", "200", "--seed", str(seed), "--force"]
        base += ["--runner", f"random:{seed}"] if seed % 2 else []
        healthy, weak, truth = (os.path.join(folder, f"{kind}{seed}") for kind in ("healthy.wav", "weak.wav", "truth.csv"))
        healthy, weak = healthy + ".wav", weak + ".wav"
        strides = ",".join(f"{k}:0.3" for k in range(20, 260, 2))
        subprocess.run(base + ["--output", healthy], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(base + ["--output", weak, "--truth", truth, "--weak", strides], check=True, stdout=subprocess.DEVNULL)
        with open(truth, newline="") as f:
            failing = [(float(r["contact_s"]), float(r["end_s"])) for r in csv.DictReader(f) if float(r["glute_factor"]) < 0.5]
        pairs.append((healthy, weak, failing, ()))
    return pairs


def real(folder):
    """The real run, and the same with the glute's channel at 0.3 from 13 s on."""
    if not os.path.exists(REAL):
        return []
    with wave.open(REAL) as w:
        parameters, data = w.getparams(), bytearray(w.readframes(w.getnframes()))
    frame = parameters.nchannels * parameters.sampwidth
    for at in range(int(13 * parameters.framerate) * frame, len(data), frame):
        value = int.from_bytes(data[at:at + 3], "little", signed=True)
        data[at:at + 3] = int(value * 0.3).to_bytes(3, "little", signed=True)
    weak = os.path.join(folder, "real-weak.wav")
    with wave.open(weak, "wb") as w:
        w.setparams(parameters)
        w.writeframes(bytes(data))
    return [(REAL, weak, [(13.2, 99)], ("--map", f"glute=1,hamstring={h}")) for h in (2, 3)]


def curve(pairs, folder):
    points = []
    for threshold in THRESHOLDS:
        false = healthy_count = missed = failing_count = 0
        for healthy, weak, failing, extra in pairs:
            calls = judged(healthy, threshold, folder, extra)
            false, healthy_count = false + sum(silent for _, silent in calls), healthy_count + len(calls)
            calls = [s for t, s in judged(weak, threshold, folder, extra) if any(a <= t < b for a, b in failing)]
            missed, failing_count = missed + sum(not s for s in calls), failing_count + len(calls)
        points.append((threshold, false / max(healthy_count, 1), missed / max(failing_count, 1), healthy_count, failing_count))
    return points


def svg(curves):
    x = lambda threshold: 70 + 500 * (threshold - 0.2) / 0.6
    y = lambda part: 360 - 320 * min(part, 0.5) / 0.5
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 420" font-family="sans-serif" font-size="13">',
             '<title>Strides missed and strides called silent wrongly, over --silent-below</title>',
             '<rect width="620" height="420" fill="white"/>']
    for v in (0, 0.1, 0.2, 0.3, 0.4, 0.5):
        parts.append(f'<path d="M70 {y(v):.0f}H570" stroke="#ddd"/>')
        parts.append(f'<text x="60" y="{y(v) + 4:.0f}" text-anchor="end">{"≥ " if v == 0.5 else ""}{100 * v:.0f}</text>')
    for v in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        parts.append(f'<text x="{x(v):.0f}" y="380" text-anchor="middle">{v:g}</text>')
    parts += [f'<path d="M{x(DEFAULT):.0f} 40V360" stroke="#888" stroke-dasharray="4 4"/>',
              f'<text x="{x(DEFAULT) + 6:.0f}" y="54" fill="#555">default</text>',
              '<path d="M70 40V360H570" fill="none" stroke="#444"/>',
              '<text x="320" y="405" text-anchor="middle">silent below this part of what is expected (--silent-below)</text>',
              '<text x="20" y="200" text-anchor="middle" transform="rotate(-90 20 200)">strides, %</text>']

    def draw(points, colour, dashes=""):
        line = " ".join(f"{x(threshold):.1f},{y(part):.1f}" for threshold, part in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>')
        for threshold, part in points:
            parts.append(f'<circle cx="{x(threshold):.1f}" cy="{y(part):.1f}" r="3" fill="{colour}"/>')

    row = 80
    for name, colour, points in curves:
        draw([(threshold, missed) for threshold, _, missed, _, _ in points], colour)
        parts.append(f'<text x="350" y="{row}" fill="{colour}">missed at 0.3, {name}</text>')
        row += 20
    worst = [(same[0][0], max(one[1] for one in same)) for same in zip(*(points for _, _, points in curves))]
    draw(worst, "#555555", ' stroke-dasharray="2 3"')
    parts.append(f'<text x="350" y="{row}" fill="#555555">healthy strides called silent</text></svg>')
    return "\n".join(parts) + "\n"


def main():
    with tempfile.TemporaryDirectory() as folder:
        curves = [("simulated runners", "#1f5fa8", curve(simulated(folder), folder))]
        recordings = real(folder)
        if recordings:
            curves.append(("real run", "#c25a00", curve(recordings, folder)))
    for name, _, points in curves:
        print(f"{name}: {points[0][3]} healthy strides, {points[0][4]} at 0.3")
        for threshold, false, missed, _, _ in points:
            print(f"  {threshold:4.2f}  called silent {100 * false:6.2f} %   missed {100 * missed:6.2f} %")
    with open(os.path.join(ROOT, "docs/operating-curve.svg"), "w") as f:
        f.write(svg(curves))


if __name__ == "__main__":
    main()
