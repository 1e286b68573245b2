#!/usr/bin/env python3
"""Writes the summaries that SummaryTextTests reads, in the layout of `summary.json`."""

import json
import pathlib

HERE = pathlib.Path(__file__).resolve().parent


def spread(median, lower, upper, count, variation=None):
    entry = {"median": median, "lower_quartile": lower, "upper_quartile": upper, "count": count}
    return entry | ({"variation_percent": variation} if variation is not None else {})


def channel(number, role, state="usable", usable=True):
    return {
        "channel": number, "role": role, "state": state, "usable": usable, "band_rms_dbfs": -30.5,
        "noise_floor_dbfs": -52.25, "band_share_percent": 82.5, "clipped_percent": 0, "invalid_samples": 0}


def third(start, end, judged, failing, share):
    return {
        "from_seconds": start, "to_seconds": end, "judged_strides": judged, "failing_strides": failing,
        "failing_share": failing / judged, "glute_share": share}


def summary(**parts):
    return {
        "version": 1, "software": "glutecue 0.1.0", "kind": "analyze", "warnings": [],
        "input": {"name": "run.wav", "sample_rate_hz": 48000, "channel_count": 2, "seconds": 60.25},
        "settings": {"map": "glute=1,hamstring=2", "band_hz": [30, 450], "mains": "auto"},
        "channels": [channel(1, "glute"), channel(2, "hamstring")]} | parts


def leg(**parts):
    verdicts = {name: 0 for name in ("firing", "weak", "silent", "unusable", "baseline")} | parts.pop("verdicts", {})
    return {
        "strides": sum(verdicts.values()), "verdicts": verdicts, "silent_runs": [], "flags": [], "fatigue": [],
        "references": []} | parts


def write(name, content):
    text = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False)
    (HERE / f"{name}.json").write_text(text + "\n")


REFERENCE = {
    "kind": "session", "gait": "running", "strides": 10,
    "muscles": [{"muscle": "glute", "window_pct": [-4, 16]}, {"muscle": "hamstring", "window_pct": [-24, 6]}]}

write("steady", summary(legs=[leg(
    verdicts={"firing": 70, "baseline": 10}, cadence_strides_per_min=85.5, stride_seconds=spread(0.7, 0.6875, 0.75, 80, 2.5),
    ratio=spread(1, 0.875, 1.125, 70, 15.5), glute_share=spread(0.5, 0.46875, 0.53125, 70, 8.5),
    glute_rms_dbfs=spread(-34.5, -35.25, -33.75, 80), references=[REFERENCE],
    thirds=[third(10, 26.5, 24, 0, 0.5), third(26.5, 43, 23, 0, 0.5), third(43, 59.5, 23, 0, 0.5)])]))

write("tiring", summary(
    kind="live", cues={"silent": 46, "weak": 3, "recovered": 11, "fault": 0},
    input={"name": "alsa:hw:1", "sample_rate_hz": 48000, "channel_count": 2, "seconds": 1650.5},
    settings={"map": "left-glute=1,left-hamstring=2", "band_hz": [30, 450], "mains": "50", "full_scale_mv": 5},
    channels=[channel(1, "left-glute"), channel(2, "left-hamstring")],
    legs=[leg(
        leg="left", verdicts={"firing": 2150, "silent": 44, "weak": 3, "baseline": 10, "unusable": 2},
        cadence_strides_per_min=85.5, stride_seconds=spread(0.7, 0.6875, 0.75, 2207, 2.5),
        glute_rms_uv=spread(50.5, 45.25, 60, 2207, 20.5), glute_share=spread(0.4375, 0.375, 0.5, 2197, 12.5),
        silent_runs=[{"from_stride": 1480, "to_stride": 1493, "from_seconds": 1100.25, "to_seconds": 1110.05}],
        longest_failing_run={
            "strides": 14, "seconds": 9.75, "from_stride": 1480, "to_stride": 1493, "from_seconds": 1100.25, "to_seconds": 1110},
        recovery={
            "first_cues": 13, "recovered": 11, "lost_before": 1, "ended_before": 1, "seconds": spread(1.5, 0.875, 3.125, 11, 60.5),
            "strides": spread(2, 1, 4.5, 11, 60.5)},
        thirds=[
            third(10, 555, 730, 2, 0.46875), third(555, 1100, 735, 4, 0.4375), third(1100, 1645, 732, 41, 0.375)],
        fatigue=[
            {
                "muscle": "glute",
                "median_frequency_hz": {"per_ten_minutes": -4.125, "lower": -6.25, "upper": -1.875, "minutes": 27},
                "activation_percent": {"per_ten_minutes": -0.5, "lower": -2.5, "upper": 1.5, "minutes": 27}},
            {
                "muscle": "hamstring",
                "activation_percent": {"per_ten_minutes": 5.5, "lower": 2.25, "upper": 9, "minutes": 27}}])]))

write("refused", summary(
    channels=[channel(1, "glute", "dead", False), channel(2, "hamstring")],
    warnings=["The file declares 4 bytes more than it holds."],
    legs=[leg(
        verdicts={"unusable": 4, "baseline": 76}, cadence_strides_per_min=85.5,
        stride_seconds=spread(0.7, 0.6875, 0.75, 76, 2.5), hamstring_rms_dbfs=spread(-40.5, -41.25, -39.75, 76),
        flags=[{"flag": "glute-dead", "strides": 4, "from_seconds": 3.5, "to_seconds": 6.25}])]))
