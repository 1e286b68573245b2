"""Reads an exported session with pyEDFlib, and with MNE where that is installed, and compares it with what was recorded.

read_edf.py EXPORTED, in the folder that holds `session`.
"""
import csv, sys
import numpy, pyedflib, soundfile
path = sys.argv[1]
samples = soundfile.read("session/recording.wav", dtype="float64", always_2d=True)[0] * 5000
edf = pyedflib.EdfReader(path)
assert edf.getSignalLabels() == ["EMG glute", "EMG hamstring"], edf.getSignalLabels()
for channel in range(2):
    step = (edf.getPhysicalMaximum(channel) - edf.getPhysicalMinimum(channel)) / (
        edf.getDigitalMaximum(channel) - edf.getDigitalMinimum(channel))
    assert numpy.abs(edf.readSignal(channel)[:len(samples)] - samples[:, channel]).max() <= step
onsets, _, words = edf.readAnnotations()
found = [t for t, w in zip(onsets, words) if w == "Initial contact"]
strides = list(csv.DictReader(open("session/strides.csv")))
wanted = sorted({float(s[k]) for s in strides for k in ("contact_s", "end_s")})
assert len(found) == len(wanted) and numpy.abs(numpy.array(sorted(found)) - wanted).max() < 0.0001
cues = [t for t, w in zip(onsets, words) if w.startswith("Cue")]
assert len(cues) == len(list(csv.DictReader(open("session/cues.csv")))) > 0
try:
    import mne
    raw = (mne.io.read_raw_bdf if path.endswith("bdf") else mne.io.read_raw_edf)(path, verbose="error")
    assert len(raw.annotations) == len(onsets)
except ImportError:
    pass
print("read")
