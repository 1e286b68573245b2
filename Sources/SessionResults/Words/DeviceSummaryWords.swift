/// How the sound cards did, in a few lines.
enum DeviceSummaryWords {
  /// Words of `SessionSummary.Capture.interruptions`, in the order in which they are told.
  private static let interruptions = [
    ("overrun", "the computer was too slow"), ("suspended", "put to sleep"), ("stalled", "delivered nothing"),
    ("gone", "gone"), ("failed", "refused to continue"), ("stream-gap", "frames missing"),
    ("stream-stalled", "brought nothing"), ("stream-gone", "stopped"),
  ]

  /// One line a device; none for a session on a recording. With `timing`, how soon the computer woke up for the samples.
  static func lines(_ summary: SessionSummary, timing: Bool) -> [String] {
    (summary.capture.map { capture($0, rate: summary.input.sampleRateHz, timing: timing) } ?? [])
      + (summary.playback.map { [playback($0)] } ?? [])
  }

  private static func capture(_ capture: SessionSummary.Capture, rate: Double, timing: Bool) -> [String] {
    var words = "Input \(capture.device): "
    let times = interruptions.compactMap { key, meaning in
      capture.interruptions[key].map { "\(meaning) \(Self.times($0))" }
    }
    words += times.isEmpty ? "never interrupted" : times.joined(separator: ", ")
    words +=
      capture.lostFrames == 0
      ? ", nothing lost." : ", \(SummaryText.number(Double(capture.lostFrames) / rate, 2)) s lost in all."
    if timing, let late = capture.wakeUpMs {
      words +=
        " Samples were read \(SummaryText.number(late.median, 2)) ms after their period was complete "
        + "(99.9 %: \(SummaryText.number(late.p999, 2)), at most \(SummaryText.number(late.max, 2)) ms)."
    }
    guard capture.unrecordedFrames > 0 else { return [words] }
    let lost = SummaryText.number(Double(capture.unrecordedFrames) / rate, 2)
    return [
      words, "\(lost) s are missing in the recording: the disk was too slow. Strides and beeps were not affected.",
    ]
  }

  private static func playback(_ playback: SessionSummary.Playback) -> String {
    var words = "Tones \(playback.device): "
    let troubles = [
      playback.underruns > 0 ? "ran empty \(times(playback.underruns))" : nil,
      playback.losses > 0 ? "gone \(times(playback.losses))" : nil,
    ].compactMap(\.self)
    words += troubles.isEmpty ? "never interrupted." : troubles.joined(separator: ", ") + "."
    if let latency = playback.cueLatencyMs {
      words +=
        " From decision to plug \(SummaryText.number(latency.median, 1)) ms "
        + "(at most \(SummaryText.number(latency.max, 1)))."
    }
    return words
  }

  private static func times(_ count: Int) -> String {
    switch count {
    case 1: "once"
    case 2: "twice"
    default: "\(count) times"
    }
  }
}
