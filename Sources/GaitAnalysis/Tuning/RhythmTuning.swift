import EMGUnits

/// The thresholds of the search for a rhythm.
public struct RhythmTuning: TunedStage {
  /// Least swing: see `thresholds`.
  public var leastSwing: Float = 2
  /// Least strength: see `thresholds`.
  public var leastStrength: Float = 0.5
  /// Least strides: see `thresholds`.
  public var leastStrides: Float = 2.9
  /// Largest scatter: see `thresholds`.
  public var largestScatter: Float = 0.12
  /// Least correlation: see `thresholds`.
  public var leastCorrelation: Float = 0.42
  /// Least lead: see `thresholds`.
  public var leastLead: Float = 0.03
  /// Least burst: see `thresholds`.
  public var leastBurst: Float = 0.35
  /// Octave share: see `thresholds`.
  public var octaveShare: Float = 0.85
  /// Tightness: see `thresholds`.
  public var tightness: Float = 100

  /// The values in use.
  public init() {}

  /// In front of each threshold\'s name.
  public static let stage = "rhythm"
  /// The question that the stage answers.
  public static let purpose = "Is there running or walking? Judged by envelopes that repeat like a stride."
  /// Each with its unit, range, reason and source.
  public static var thresholds: [Threshold<Self>] {
    [
      .init(
        "least-swing", \.leastSwing, unit: "× the 20th percentile of amplitude", 1.2...10,
        "A channel whose 95th percentile stays below this holds no bursts, and takes no part.",
        source: "carried over from the first version, set on one runner and the simulator; not measured again"),
      .init(
        "least-strength", \.leastStrength, unit: "correlation", 0.1...0.95,
        "Autocorrelation at the stride time: below it nothing repeats.",
        source: "carried over from the first version, set on one runner and the simulator; not measured again"),
      .init(
        "least-strides", \.leastStrides, unit: "strides", 2...6,
        "A window must hold this many strides; with three the first contact is reported within four.",
        source: "two may be alike by chance"),
      .init(
        "largest-scatter", \.largestScatter, unit: "share of the stride time", 0.02...0.4,
        "Intervals between beats may scatter by this much.",
        source: "carried over from the first version, set on one runner and the simulator; not measured again"),
      .init(
        "least-correlation", \.leastCorrelation, unit: "correlation", 0.1...0.9,
        "Fit of the average cycle to people's: below it the rhythm is not of strides.",
        source: "25 recordings of 14 people: 0.44 and more"),
      .init(
        "least-lead", \.leastLead, unit: "correlation", 0...0.3,
        "By how much the best place for contact beats every other: below it contact may lie elsewhere.",
        source: "lowest of 25 recordings 0.05"),
      .init(
        "least-burst", \.leastBurst, unit: "× the strongest beat", 0.05...0.9,
        "Every beat needs a burst near it, so that a last stride does not carry a window of standing.",
        source: "carried over from the first version, set on one runner and the simulator; not measured again"),
      .init(
        "octave-share", \.octaveShare, unit: "of the highest peak", 0.4...1,
        "A shorter stride time is taken when its peak of the autocorrelation reaches this: a stride, not two.",
        source: "set on one runner and the simulator; not measured again"),
      .init(
        "tightness", \.tightness, unit: "per squared logarithm of intervals", 10...2000,
        "How much a changing interval costs, for an envelope of variance 1.",
        source: "the usual value of beat tracking in music (Ellis 2007)"),
    ]
  }
}
