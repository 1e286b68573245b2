"""Reads bids/sub-01/emg with MNE and pyEDFlib, and run.wav with soundfile: the samples must be the same within rounding."""
import glob
import json
import sys

import mne
import numpy as np
import pyedflib
import soundfile

path = glob.glob("bids/sub-01/emg/*_emg.[eb]df")[0]
samples, rate = soundfile.read("run.wav", always_2d=True)
truth = samples * json.load(open("run.json"))["full_scale_mv"] * 1000

reader = mne.io.read_raw_bdf if path.endswith("bdf") else mne.io.read_raw_edf
raw = reader(path, preload=True, verbose="error")
with pyedflib.EdfReader(path) as file:
    signals = [i for i, label in enumerate(file.getSignalLabels()) if "Annotations" not in label]
    edf = np.array([file.readSignal(i) for i in signals]).T
    steps = [(file.getPhysicalMaximum(i) - file.getPhysicalMinimum(i)) / (file.getDigitalMaximum(i) - file.getDigitalMinimum(i)) for i in signals]
step = max(steps)
volts = raw.get_data(picks=list(range(len(signals)))).T * 1e6
assert raw.info["sfreq"] == rate, raw.info["sfreq"]
for name, found in (("MNE", volts), ("pyEDFlib", edf)):
    assert len(found) >= len(truth), name
    worst = abs(found[: len(truth)] - truth).max()
    print(f"{name}: {len(truth)} frames, largest difference {worst:.2e} µV, one step {step:.3g} µV")
    # a half of a step, and what eight characters leave of the ends of the range
    assert worst <= 0.51 * step, name
    assert not np.any(found[len(truth):]), name
print("annotations", len(raw.annotations))
assert len(raw.annotations) > 20
