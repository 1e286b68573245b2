import EMGUnits

/// The thresholds by which channels are watched apart from strides.
public struct WatchTuning: TunedStage {
  /// Every: see `thresholds`.
  public var everySeconds: Float = 0.5
  /// Window: see `thresholds`.
  public var windowSeconds: Float = 0.7
  /// Looks: see `thresholds`.
  public var looks: Float = 2
  /// Patience: see `thresholds`.
  public var patienceSeconds: Float = 8
  /// Moving: see `thresholds`.
  public var moving: Float = 6
  /// Copy seconds: see `thresholds`.
  public var copySeconds: Float = 1
  /// Copy explained: see `thresholds`.
  public var copyExplained: Float = 0.9
  /// Copy gain: see `thresholds`.
  public var copyGain: Float = 0.3
  /// Copy looks: see `thresholds`.
  public var copyLooks: Float = 4

  /// The values in use.
  public init() {}

  /// In front of each threshold's name.
  public static let stage = "watch"
  /// The question that the stage answers.
  public static let purpose = "Is there lasting trouble? Told by looks at the channels, apart from any stride."
  /// Each with its unit, range, reason and source.
  public static var thresholds: [Threshold<Self>] {
    [
      .init(
        "every", \.everySeconds, unit: "s", 0.1...5,
        "Time between two looks.",
        source: "two looks in a row tell a fault within the 2 s that are promised"),
      .init(
        "window", \.windowSeconds, unit: "s", 0.3...2,
        "How much signal a look takes in: about a stride of running.",
        source: "strides of 30 people last 0.64 to 0.85 s"),
      .init(
        "looks", \.looks, unit: "looks in a row", 1...10,
        "So many must see trouble before it is told, or none before it is over.",
        source: "one look may see a jolt"),
      .init(
        "patience", \.patienceSeconds, unit: "s", 3...60,
        "Muscles that work for this long without a stride that can be judged are trouble.",
        source: "finding a rhythm takes 4 s, on a slow walker up to 7"),
      .init(
        "moving", \.moving, unit: "× noise power of rest", 2...50,
        "Muscles work above this.",
        source: "chosen; not measured"),
      .init(
        "copy-seconds", \.copySeconds, unit: "s", 0.3...5,
        "How much signal is compared, and how often.",
        source: "some 500 samples for eight coefficients"),
      .init(
        "copy-explained", \.copyExplained, unit: "share of the power", 0.5...0.999,
        "A copy explains at least this: noise 10 dB below the signal is still a copy.",
        source: "different muscles leave half and more unexplained on all 25 recordings"),
      .init(
        "copy-gain", \.copyGain, unit: "× the other channel", 0.05...1,
        "A copy weaker or stronger than this may as well be crosstalk on a muscle at rest.",
        source: "crosstalk reaches 0.12 in people (Koh and Grabiner 1993)"),
      .init(
        "copy-looks", \.copyLooks, unit: "looks in a row", 1...20,
        "So many must agree.",
        source: "hum common to all channels is found and removed within 2 s"),
    ]
  }
}
