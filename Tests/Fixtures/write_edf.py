"""Writes a 16-bit WAV as an EDF+ or BDF+ of a laboratory: write_edf.py RUN.wav FULL_SCALE_MV OUT.edf|OUT.bdf"""
import struct
import sys

import numpy
import pyedflib

source, full_scale, target = sys.argv[1], float(sys.argv[2]), sys.argv[3]
data = open(source, "rb").read()
place, rate, channels = 12, 0, 0
while place < len(data):
    name, length = data[place : place + 4], struct.unpack("<I", data[place + 4 : place + 8])[0]
    body = data[place + 8 : place + 8 + length]
    if name == b"fmt ":
        channels, rate = struct.unpack("<HI", body[2:8])
    if name == b"data":
        samples = numpy.frombuffer(body, "<i2").reshape(-1, channels)
    place += 8 + length + length % 2

is_bdf = target.endswith("bdf")
top = 8388607 if is_bdf else 32767
kind = pyedflib.FILETYPE_BDFPLUS if is_bdf else pyedflib.FILETYPE_EDFPLUS
with pyedflib.EdfWriter(target, channels + 1, file_type=kind) as edf:
    edf.setSignalHeaders(
        [
            dict(label=label, dimension=unit, sample_frequency=rate_of, physical_min=-end, physical_max=end,
                 digital_min=-top - 1, digital_max=top, transducer="", prefilter="")
            for label, unit, rate_of, end in [
                ("R GMAX", "uV", rate, 1000 * full_scale), ("R BF", "mV", rate, full_scale), ("ACC X", "g", 100, 4.0)]
        ])
    volts = samples / 32768 * full_scale
    seconds = len(samples) // rate
    for second in range(seconds):
        part = volts[second * rate : (second + 1) * rate]
        edf.writePhysicalSamples(numpy.ascontiguousarray(1000 * part[:, 0]))
        edf.writePhysicalSamples(numpy.ascontiguousarray(part[:, 1]))
        edf.writePhysicalSamples(numpy.zeros(100))
    edf.writeAnnotation(12.5, -1, "hill")
