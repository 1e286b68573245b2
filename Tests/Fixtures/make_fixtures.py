#!/usr/bin/env python3
"""Computes the numbers that the signal-processing tests compare with. Needs numpy, scipy and soundfile.

  Tests/Fixtures/make_fixtures.py [RECORDINGS]

RECORDINGS (default: ../shared/recordings beside the package) holds the real recordings; without it, the numbers made
from them stay as they are. Every other number comes from seeded noise that `SeededNoise.swift` makes too.
"""

import csv
import json
import pathlib
import sys

import numpy as np
from scipy import signal

TESTS = pathlib.Path(__file__).resolve().parents[1]
MASK = (1 << 64) - 1


def write(target, name, content):
    path = TESTS / f"{target}Tests" / "Fixtures" / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    text = json.dumps(content, indent=None, separators=(",", ":")).replace("},{", "},\n{")
    path.write_text(text + "\n")
    print(path.relative_to(TESTS), path.stat().st_size, "bytes")


def uniform_noise(seed, count):
    """The samples of SeededNoise.uniform, exact in single precision."""
    state, values = seed, []
    for _ in range(count):
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        z ^= z >> 31
        values.append(((z >> 40) - (1 << 23)) / (1 << 23))
    return np.array(values)


def band_pass(rate, low=30.0, high=450.0):
    """Order 4, run forwards and backwards; the upper corner is limited as in FrequencyBand.limited(to:)."""
    return signal.butter(4, [low, min(high, 0.45 * rate)], btype="bandpass", fs=rate, output="sos")


def rounded(values, digits=8):
    return [float(f"%.{digits}g" % v) for v in values]


def transforms():
    content = []
    for size in (6, 256, 1000, 8192):
        seed = 100 + size
        spectrum = np.fft.rfft(uniform_noise(seed, size))
        bins = sorted(set(np.linspace(0, size // 2, 24).astype(int).tolist()))
        content.append(
            {"size": size, "seed": seed, "bins": bins, "re": rounded(spectrum.real[bins]), "im": rounded(spectrum.imag[bins])})
    write("SignalProcessing", "rfft", content)


def band_pass_gains():
    content = []
    for rate in (1000, 2000, 2205):
        top = 0.49 * rate
        hertz = np.unique(np.round(np.concatenate([np.linspace(1, 60, 60), np.linspace(65, top, 120)]), 1))
        _, response = signal.sosfreqz(band_pass(rate), worN=hertz, fs=rate)
        content.append({"rate": rate, "hertz": hertz.tolist(), "gain": rounded(np.abs(response) ** 2)})
    write("SignalProcessing", "bandpass", content)


def median_frequencies():
    """Half a second and 150 ms of resonant noise; y[n] = x[n] + a y[n-1] + b y[n-2]."""
    content = []
    rate, band = 2000.0, (30.0, 450.0)
    cases = [(1.6, -0.9), (1.3, -0.7), (0.5, -0.3), (1.85, -0.95), (0.0, 0.0)]
    for index, (a, b) in enumerate(cases):
        for count in (300, 1000):
            seed = 300 + 10 * index + (count == 1000)
            noise = signal.lfilter([1], [1, -a, -b], uniform_noise(seed, count + 500))[500:]
            hertz, power = signal.periodogram(
                noise.astype(np.float32).astype(float), rate, window="hann", nfft=16384, detrend=False)
            inside = (hertz >= band[0]) & (hertz <= band[1])
            total = np.cumsum(power[inside])
            median = np.interp(total[-1] / 2, total, hertz[inside])
            content.append({"seed": seed, "count": count, "a": a, "b": b, "median": round(float(median), 3)})
    write("SignalProcessing", "median-frequency", content)


def shared_filters():
    """What arrives of one channel in another, by least squares over 8 taps, oldest sample first.

    source[n] = x[n] + 0.5 source[n-1] - 0.3 source[n-2]; target = part of the filtered source and noise of its own."""
    content = []
    count, lead = 3001, 8
    for part, own, seed in ((0.05, 0.02, 401), (0.10, 0.05, 402), (0.15, 0.20, 403), (1.0, 0.02, 404), (0.0, 0.5, 405)):
        source = signal.lfilter([1], [1, -0.5, 0.3], uniform_noise(seed, count + 2 * lead))
        # one sample early, two and a half late
        arriving = np.convolve(source, [0.2, 0.7, -0.4, 0.1])[1 : count + 2 * lead + 1]
        arriving *= part * np.sqrt(np.mean(source**2) / np.mean(arriving**2))
        target = (arriving + own * uniform_noise(seed + 50, count + 2 * lead))[lead : lead + count]
        columns = [source[lead + 1 - (7 - j) : lead + 1 - (7 - j) + count] for j in range(8)]
        matrix = np.stack(columns, axis=1)
        taps = np.linalg.lstsq(matrix, target, rcond=None)[0]
        fitted = matrix @ taps
        content.append(
            {"seed": seed, "count": count, "part": part, "own": own, "scale": float("%.9g" % (arriving[40] / np.dot(
                [0.2, 0.7, -0.4, 0.1], source[41:37:-1]))), "taps": rounded(taps),
             "explained": round(1 - float(np.sum((target - fitted) ** 2) / np.sum(target**2)), 6),
             "gain": round(float(np.sqrt(np.mean(fitted**2) / np.mean(source[lead : lead + count] ** 2))), 6)})
    write("SignalProcessing", "shared-signal", content)


def rms_between(data, rate, contacts):
    """For each channel, one value a stride."""
    filtered = signal.sosfiltfilt(band_pass(rate), data, axis=0)
    edges = [round(t * rate) for t in contacts]
    values = [rounded(np.sqrt(np.mean(filtered[a:b] ** 2, axis=0)), 6) for a, b in zip(edges, edges[1:])]
    return np.array(values).T.tolist()


def sample_stride_rms():
    """Of Samples/healthy.wav, which comes with the program: 16 bits, at the end of the file."""
    samples = TESTS.parent / "Samples"
    content = (samples / "healthy.wav").read_bytes()
    data = np.frombuffer(content[content.index(b"data") + 8 :], "<i2").reshape(-1, 2) / 32768
    with open(samples / "healthy.truth.csv") as file:
        contacts = [float(row["contact_s"]) for row in csv.DictReader(file)][1:-1]
    write("SignalProcessing", "stride-rms-samples",
          [{"name": "healthy", "contacts": contacts, "rms": rms_between(data, 2000, contacts)}])


def stride_rms(recordings):
    import soundfile

    content = []
    for name in ("run-p0001", "walk-id0012"):
        data, rate = soundfile.read(recordings / f"{name}.wav", always_2d=True)
        with open(recordings / f"{name}.events.csv") as file:
            downs = [float(row["time_s"]) for row in csv.DictReader(file) if row["event"] == "touchdown"]
        content.append({"name": name, "contacts": downs, "rms": rms_between(data, rate, downs)})
    write("SignalProcessing", "stride-rms", content)


if __name__ == "__main__":
    transforms()
    band_pass_gains()
    median_frequencies()
    shared_filters()
    sample_stride_rms()
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else TESTS.parent.parent / "shared" / "recordings"
    if folder.exists():
        stride_rms(folder)
    else:
        print("no recordings: stride-rms.json stays as it is", file=sys.stderr)
