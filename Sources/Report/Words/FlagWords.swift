/// The flags of the stride table in words.
enum FlagWords {
  private static let words: [(ending: String, words: String)] = [
    ("-off", "electrode off the skin"), ("-dead", "no signal"), ("-clipped", "clipped"),
    ("-noisy", "noise between the bursts"), ("-invalid", "samples that are no usable numbers"),
    ("-copied", "the signal of another channel"), ("unproven", "silent, or its cable is off: squeeze to tell"),
    ("quiet", "neither muscle worked"), ("gap", "frames lost by the input"),
    ("inferred", "a contact that was not seen but inferred"),
    ("unlike", "little likeness to the session's other strides"),
  ]

  /// A line a flag: `Hamstring: electrode off the skin in 15 strides (0:24.7–0:35.8).`
  static func lines(_ flags: [SessionSummary.FlaggedStrides]) -> [String] {
    flags.map { flag in
      let known = words.first { flag.flag.hasSuffix($0.ending) }
      let what = known?.words ?? flag.flag
      let muscle = known.map { flag.flag.dropLast($0.ending.count) } ?? ""
      let start = muscle.isEmpty ? what.prefix(1).uppercased() + what.dropFirst() : "\(muscle.capitalized): \(what)"
      let strides = flag.strides == 1 ? "1 stride" : "\(flag.strides) strides"
      return "\(start) in \(strides) (\(SummaryText.clock(flag.fromSeconds))–\(SummaryText.clock(flag.toSeconds)))."
    }
  }
}
