"""The same job with four libraries, each as its own documentation does it: both channels of a recording band-passed,
rectified, smoothed to an envelope, onsets found. All but scipy get the recording decimated by scipy first, which is the
fast way for them. usage: peers.py scipy|neurokit2|biosppy|pyemgpipeline FILE.wav, or peers.py --versions"""

import importlib.metadata
import sys


def decimated(path):
    import soundfile
    from scipy.signal import resample_poly

    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    factor = max(1, rate // 2000)
    return resample_poly(samples, 1, factor, axis=0).astype("float64"), rate // factor


def scipy(path):
    import numpy as np
    from scipy.signal import butter, find_peaks, sosfiltfilt

    y, rate = decimated(path)
    band = butter(4, [30, 450], "bandpass", fs=rate, output="sos")
    low = butter(4, 6, "low", fs=rate, output="sos")
    for channel in y.T[:2]:
        envelope = sosfiltfilt(low, np.abs(sosfiltfilt(band, channel)))
        yield len(find_peaks(envelope, distance=int(0.4 * rate), height=0.3 * envelope.max())[0])


def neurokit2(path):
    import neurokit2 as nk

    y, rate = decimated(path)
    for channel in y.T[:2]:
        signals, info = nk.emg_process(channel, sampling_rate=rate)
        yield len(info["EMG_Onsets"])


def biosppy(path):
    from biosppy.signals import emg

    y, rate = decimated(path)
    for channel in y.T[:2]:
        yield len(emg.emg(signal=channel, sampling_rate=rate, show=False)["onsets"])


def pyemgpipeline(path):
    from pyemgpipeline.processors.bandpass_filter import BandpassFilter
    from pyemgpipeline.processors.dc_offset_remover import DCOffsetRemover
    from pyemgpipeline.processors.full_wave_rectifier import FullWaveRectifier
    from pyemgpipeline.processors.linear_envelope import LinearEnvelope

    y, rate = decimated(path)
    y = DCOffsetRemover().apply(y[:, :2])
    y = BandpassFilter(rate, bf_cutoff_fq_lo=30, bf_cutoff_fq_hi=450).apply(y)
    LinearEnvelope(rate).apply(FullWaveRectifier().apply(y))
    yield "no onsets"


if sys.argv[1] == "--versions":
    for name in ["scipy", "numpy", "neurokit2", "biosppy", "pyemgpipeline"]:
        print(name, importlib.metadata.version(name))
else:
    print(*globals()[sys.argv[1]](sys.argv[2]))
