#!/usr/bin/env python3
"""The other end of GluteCue's streams, for tests and measurements.

  streams-peer.py send RAW --rate HZ --channels N    offers RAW (float32, interleaved) as an LSL stream, in real time
  streams-peer.py watch NAME KIND…                   prints what comes over LSL, a line of JSON a sample
  streams-peer.py osc PORT                           the same for OSC, with liblo

--with pylsl or mne_lsl says by which package; `watch` prints `ready` once it listens. Times are those of LSL's clock.
"""
import argparse
import json
import os
import sys
import time


def lsl(name):
    """What both packages have in common, under one set of names."""
    if name == "pylsl":
        import pylsl
        return pylsl
    import mne_lsl.lsl
    return mne_lsl.lsl


class Faults:
    """`gap@S:D` skips D seconds of samples at second S; `late@S:D` holds them back; `stop@S:D` takes the stream away, and
    brings it back after D seconds (0: never); `rate@S:HZ`, `type@S:float64` come back as something else."""

    def __init__(self, texts):
        self.list = []
        for text in texts:
            kind, rest = text.split("@")
            at, value = rest.split(":")
            self.list.append((float(at), kind, value))
        self.list.sort()

    def due(self, second):
        while self.list and self.list[0][0] <= second:
            yield self.list.pop(0)


def make_outlet(package, args, rate, form):
    labels = args.labels.split(",") if args.labels else []
    units = args.units.split(",") if args.units else []
    if package == "pylsl":
        import pylsl
        info = pylsl.StreamInfo(args.name, args.type, args.channels, rate, form, args.source)
        if labels or units:
            channels = info.desc().append_child("channels")
            for index in range(args.channels):
                channel = channels.append_child("channel")
                if labels:
                    channel.append_child_value("label", labels[index])
                if units:
                    channel.append_child_value("unit", units[index % len(units)])
        return pylsl.StreamOutlet(info, max_buffered=60)
    import mne_lsl.lsl
    info = mne_lsl.lsl.StreamInfo(args.name, args.type, args.channels, rate, form, args.source)
    if labels:
        info.set_channel_names(labels)
    if units:
        info.set_channel_units([units[index % len(units)] for index in range(args.channels)])
    return mne_lsl.lsl.StreamOutlet(info, max_buffered=60)


def is_recorded(path):
    """A session has begun to record there."""
    return os.path.exists(path) and os.path.getsize(path) > 20_000


def has_consumers(outlet):
    return outlet.have_consumers() if hasattr(outlet, "have_consumers") else outlet.has_consumers


def push(package, outlet, values, stamp):
    """A chunk whose last sample has that time."""
    if package == "pylsl":
        outlet.push_chunk(values, stamp)
    else:
        outlet.push_chunk(values, timestamp=stamp)


def send(args):
    import numpy
    clock = lsl(args.package).local_clock
    form = args.format
    rate = args.rate
    outlet = make_outlet(args.package, args, rate, form)
    if form == "string" or rate == 0:
        print("ready", flush=True)
        time.sleep(args.linger)
        return
    dtype = {"float32": "float32", "float64": "float64", "double64": "float64", "int16": "int16", "int32": "int32"}[form]
    data = numpy.fromfile(args.raw, dtype="<f4").reshape(-1, args.channels)
    data = (data * args.factor).astype(dtype)
    block = max(1, int(rate * args.piece))
    print("ready", flush=True)
    deadline = time.monotonic() + args.patience
    while not has_consumers(outlet) and time.monotonic() < deadline:
        time.sleep(0.01)
    print("heard", flush=True)
    # until the reader has begun, silence: its first samples are not those of the run
    quiet = numpy.zeros((block, args.channels), dtype=dtype)
    start = clock()
    sent = 0
    while sent < args.quiet * rate or (args.after and not is_recorded(args.after)):
        sent += block
        time.sleep(max(0, start + sent / rate - clock()))
        push(args.package, outlet, quiet, start + (sent - 1) / rate)
    start += sent / rate
    # a stream ends with the last reference to it
    outlets = [outlet]
    del outlet
    print("kept pace" if play(args, outlets, data, rate, form, block, start, clock) else "too slow", flush=True)


# A machine that is busy with other things may hold a sender up for longer; then its stream is another than was meant.
MOST_LATE = 0.3


def play(args, outlets, data, rate, form, block, start, clock):
    """Sends in real time; whether it could keep up."""
    outlet = outlets.pop()
    faults = Faults(args.fault)
    place = 0
    held = []
    held_until = 0
    latest = 0
    while place < len(data):
        for _, kind, value in faults.due(place / rate):
            if kind == "gap":
                place += int(float(value) * rate)
            elif kind == "late":
                held_until = place / rate + float(value)
            elif kind in ("stop", "rate", "type"):
                del outlet
                if kind == "stop":
                    if float(value) == 0:
                        return latest < MOST_LATE
                    time.sleep(float(value))
                    place += int(float(value) * rate)
                else:
                    time.sleep(0.5)
                    outlet = make_outlet(
                        args.package, args, float(value) if kind == "rate" else rate, value if kind == "type" else form)
                    time.sleep(args.linger)
                    return latest < MOST_LATE
                outlet = make_outlet(args.package, args, rate, form)
                wait = time.monotonic() + 10
                while not has_consumers(outlet) and time.monotonic() < wait:
                    time.sleep(0.005)
                place = int((clock() - start) * rate)
        values = data[place:place + block]
        place += len(values)
        time.sleep(max(0, start + place / rate - clock()))
        latest = max(latest, clock() - start - place / rate)
        held.append((values, start + (place - 1) / rate))
        if place / rate < held_until:
            continue
        for chunk, stamp in held:
            push(args.package, outlet, chunk, stamp)
        held = []
    time.sleep(args.linger)
    return latest < MOST_LATE


def watch(args):
    package = lsl(args.package)
    inlets = []
    for kind in args.kind:
        name = f"{args.name} {kind}"
        while True:
            if args.package == "pylsl":
                found = package.resolve_byprop("name", name, timeout=1.0)
            else:
                found = package.resolve_streams(timeout=1.0, name=name)
            if found:
                break
        inlet = package.StreamInlet(found[0])
        inlet.open_stream() if args.package == "pylsl" else inlet.open_stream(timeout=5)
        inlets.append((kind, inlet))
    for kind, inlet in inlets:
        info = inlet.info() if args.package == "pylsl" else inlet.get_sinfo()
        if args.package == "pylsl":
            xml, rate, form = info.as_xml(), info.nominal_srate(), info.channel_format()
        else:
            xml, rate, form = info.as_xml, info.sfreq, str(info.dtype)
        print(json.dumps({"kind": kind, "rate": rate, "format": str(form), "xml": xml}), flush=True)
    print("ready", flush=True)
    end = time.monotonic() + args.seconds
    over = False
    while not over and time.monotonic() < end:
        for kind, inlet in inlets:
            sample, stamp = inlet.pull_sample(timeout=0.0)
            if stamp is None or stamp == 0 or sample is None or len(sample) == 0:
                continue
            now = package.local_clock()
            values = [None if isinstance(v, float) and v != v else v for v in (x if isinstance(x, str) else float(x) for x in sample)]
            print(json.dumps({"kind": kind, "values": values, "stamp": stamp, "received": now}), flush=True)
            if kind == "states" and values[0] == "ended":
                over = True
        time.sleep(0.0005)


def osc(args):
    import liblo
    over = []

    def take(path, values, types, source):
        # times of OSC count from 1900
        received = time.time()
        stamp = values[-1] - 2208988800
        values = [None if isinstance(v, float) and v != v else v for v in values[:-1]]
        print(json.dumps({"kind": path, "types": types, "values": values, "stamp": stamp, "received": received}), flush=True)
        if path == "/glutecue/state" and values[0] == "ended":
            over.append(True)

    server = liblo.Server(args.port)
    server.add_method(None, None, take)
    print("ready", flush=True)
    end = time.monotonic() + args.seconds
    while not over and time.monotonic() < end:
        server.recv(100)


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    sender = commands.add_parser("send")
    sender.add_argument("raw")
    sender.add_argument("--name", default="EMG")
    sender.add_argument("--type", default="EMG")
    sender.add_argument("--source", default="glutecue-test")
    sender.add_argument("--rate", type=float, default=2000)
    sender.add_argument("--channels", type=int, default=2)
    sender.add_argument("--labels", default="")
    sender.add_argument("--units", default="")
    sender.add_argument("--format", default="float32")
    sender.add_argument("--factor", type=float, default=1)
    sender.add_argument("--piece", type=float, default=0.02)
    sender.add_argument("--fault", action="append", default=[])
    sender.add_argument("--quiet", type=float, default=0)
    sender.add_argument("--after", default="", help="silence until a session records into this file")
    sender.add_argument("--patience", type=float, default=30)
    sender.add_argument("--linger", type=float, default=0.5)
    sender.set_defaults(run=send)
    watcher = commands.add_parser("watch")
    watcher.add_argument("name")
    watcher.add_argument("kind", nargs="+")
    watcher.add_argument("--seconds", type=float, default=600)
    watcher.set_defaults(run=watch)
    listener = commands.add_parser("osc")
    listener.add_argument("port", type=int)
    listener.add_argument("--seconds", type=float, default=600)
    listener.set_defaults(run=osc)
    for command in (sender, watcher):
        command.add_argument("--with", dest="package", default="pylsl", choices=["pylsl", "mne_lsl"])
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    sys.exit(main())
