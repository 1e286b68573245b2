"""How late the tones of a live session are, and whether its recording is what was played.

live_latency.py PLAYED.wav SESSION_FOLDER EMG.raw TONE.raw TIMES BUDGET_MS

EMG.raw and TONE.raw are what record_pair has recorded beside the session, TIMES what it has printed. The delay of a tone
is from the moment at which the cue's sample (`time_s` in cues.csv) could be captured to the moment at which the tone's
first sample could be captured where the headphones would be. Exit code 1: the recording differs, or a tone is missing
or later than the budget.
"""

import csv
import struct
import sys

import numpy as np

RATE = 48_000
# Pulses of one sound are 0.12 s apart: a longer silence ends it.
SILENCE_FRAMES = int(0.2 * RATE)
# What is looked for to align two recordings: long enough to be found only once.
KEY_FRAMES = 4_800


def wav(path):
    """Stereo samples of a PCM WAV as 32-bit integers, left-justified."""
    data = open(path, "rb").read()
    at, bits = 12, 16
    while at + 8 <= len(data):
        name, size = data[at : at + 4], struct.unpack("<I", data[at + 4 : at + 8])[0]
        if name == b"fmt ":
            bits = struct.unpack("<H", data[at + 22 : at + 24])[0]
        if name == b"data":
            return samples(data[at + 8 : at + 8 + size], bits).reshape(-1, 2)
        at += 8 + size + size % 2
    sys.exit(f"{path} holds no samples")


def samples(data, bits):
    if bits == 16:
        return np.frombuffer(data[: len(data) // 4 * 4], "<i2").astype(np.int32) << 16
    if bits == 32:
        return np.frombuffer(data[: len(data) // 8 * 8], "<i4")
    bytes24 = np.frombuffer(data[: len(data) // 6 * 6], np.uint8).reshape(-1, 3)
    padded = np.zeros((len(bytes24), 4), np.uint8)
    padded[:, 1:] = bytes24
    return padded.view("<i4").ravel()


def raw(path):
    data = np.fromfile(path, "<i4")
    return data[: len(data) // 2 * 2].reshape(-1, 2)


def place(of, within, name):
    """The frame of `within` at which the frame of `of` stands that is returned with it."""
    start = int(np.argmax(np.any(of != 0, axis=1)))
    key = of[start : start + KEY_FRAMES].tobytes()
    data = np.ascontiguousarray(within).tobytes()
    at = data.find(key)
    while at >= 0 and at % 8:
        at = data.find(key, at + 1)
    if at < 0:
        sys.exit(f"FAILED: the beginning of the signal is not found in {name}: it is not bit for bit the same")
    return start, at // 8


def onsets(tone):
    """First frames of the sounds."""
    loud = np.flatnonzero(np.any(tone != 0, axis=1))
    if len(loud) == 0:
        return loud
    return loud[np.concatenate(([True], np.diff(loud) > SILENCE_FRAMES))]


def main():
    played_path, session, emg_path, tone_path, times_path, budget = sys.argv[1:]
    began = [float(line.split()[1]) for line in open(times_path)]
    played, recorded, emg = wav(played_path), wav(session + "/recording.wav"), raw(emg_path)

    in_played, in_recorded = place(played, recorded, "the session's recording")
    count = min(len(played) - in_played, len(recorded) - in_recorded)
    differing = np.any(
        played[in_played : in_played + count] != recorded[in_recorded : in_recorded + count], axis=1
    )
    print(f"recording: {count} frames compared with what was played, {int(differing.sum())} differ")

    _, in_emg = place(played, emg, "the second recorder's EMG")
    input_began = began[0] + (in_emg - in_recorded) / RATE
    tones = began[1] + onsets(raw(tone_path)) / RATE
    cues = [input_began + float(row["time_s"]) for row in csv.DictReader(open(session + "/cues.csv"))]
    delays, missing = [], 0
    for cue in cues:
        later = tones[(tones > cue - 0.01) & (tones < cue + 0.3)]
        if len(later):
            delays.append(1000 * (later[0] - cue))
        else:
            missing += 1
    if not delays:
        sys.exit(f"FAILED: {len(cues)} cues, no tone heard")
    low, middle, high = np.percentile(delays, [0, 50, 95])
    late = sum(delay > float(budget) for delay in delays)
    print(
        f"tones: {len(delays)} of {len(cues)} cues; delay {low:.1f} ms at least, median {middle:.1f}, 95 % {high:.1f}, "
        f"at most {max(delays):.1f}; {late} above {budget} ms"
    )
    sys.exit(1 if differing.any() or late or missing else 0)


main()
