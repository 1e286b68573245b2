import EMGUnits

/// The thresholds by which it is decided what of a profile holds in a session.
public struct ProfileTuning: TunedStage {
  /// Same hours: see `thresholds`.
  public var sameHours: Float = 4
  /// Held below: see `thresholds`.
  public var heldBelow: Float = 0.55
  /// Doubted below: see `thresholds`.
  public var doubtedBelow: Float = 0.7
  /// Gross below: see `thresholds`.
  public var grossBelow: Float = 0.15
  /// Slow below: see `thresholds`.
  public var slowBelow: Float = 0.45
  /// Most level: see `thresholds`.
  public var mostLevel: Float = 2
  /// Least other day: see `thresholds`.
  public var leastOtherDay: Float = 0.5
  /// Most noise: see `thresholds`.
  public var mostNoise: Float = 4
  /// Crossed lead: see `thresholds`.
  public var crossedLead: Float = 0.15
  /// Least likeness: see `thresholds`.
  public var leastLikeness: Float = 0.5
  /// Progress above: see `thresholds`.
  public var progressAbove: Float = 1.3
  /// Scaled progress above: see `thresholds`.
  public var scaledProgressAbove: Float = 1.9

  /// The values in use.
  public init() {}

  /// In front of each threshold\'s name.
  public static let stage = "profile"
  /// The question that the stage answers.
  public static let purpose =
    "Which levels of a profile hold today? Judged by its age, by squeezes, and by the first strides."
  /// Each with its unit, range, reason and source.
  public static var thresholds: [Threshold<Self>] { levels + electrodes }

  private static var levels: [Threshold<Self>] {
    [
      .init(
        "same-hours", \.sameHours, unit: "h", 0...24,
        "A session within so many hours of the calibration, or of the squeezes, is run with the same electrodes.",
        source: "chosen: gel electrodes are not worn longer, and nobody calibrates twice a day"),
      .init(
        "held-below", \.heldBelow, unit: "× scaled level, amplitude", 0.2...0.9,
        "With today's squeezes: from here on the first strides are the level themselves; below, the scaled easy run stays.",
        source:
          "halfway, in logarithms, between a healthy glute and one at 0.3; squeezes scatter by CV 10 % within and 15 % between "
          + "days, together 25 %, so that either mistake is 2.4 standard deviations away; scripts/days.py"),
      .init(
        "doubted-below", \.doubtedBelow, unit: "× scaled level, amplitude", 0.2...1,
        "With today's squeezes: first strides below this are the level, but GluteCue says that they may be weak.",
        source: "1.5 standard deviations of the squeezes below a healthy glute"),
      .init(
        "gross-below", \.grossBelow, unit: "× scaled level, amplitude", 0...0.4,
        "With today's squeezes: before the first strides are together, only less than this is silent.",
        source: "seven standard deviations of the squeezes below a healthy glute"),
      .init(
        "slow-below", \.slowBelow, unit: "× scaled level, amplitude", 0.2...1,
        "A hamstring below this has been slow running as well as squeezes tell it: the glute is expected to do as much less.",
        source: "three standard deviations of the squeezes"),
      .init(
        "progress-above", \.progressAbove, unit: "× easy run, amplitude", 1...5,
        "Same electrodes: a glute that works more than this, and more than the hamstring, is reported as progress.",
        source: "the median of ten strides is known to 8 %, and easy runs of one day differ by about as much again"),
      .init(
        "scaled-progress-above", \.scaledProgressAbove, unit: "× easy run, amplitude", 1...5,
        "The same with today's squeezes.", source: "three standard deviations of what squeezes leave open"),
    ]
  }

  private static var electrodes: [Threshold<Self>] {
    [
      .init(
        "most-level", \.mostLevel, unit: "× profile's level, amplitude", 1.2...5,
        "Same electrodes, or scaled to them: a hamstring further up or down than this means electrodes elsewhere, or "
          + "another gain.", source: "carried over from the first version, set on one runner and the simulator"),
      .init(
        "least-other-day", \.leastOtherDay, unit: "× profile's level, amplitude", 0.1...1,
        "Other electrodes: a glute below this is reported, with how to find out whether it is the glute.",
        source: "a gain that differs by CV 41 % (Colyer & McGuigan 2018) does that on 4 % of days"),
      .init(
        "most-noise", \.mostNoise, unit: "× profile's noise, amplitude", 1.5...20,
        "Skin dries and sweats; more than this is another contact.", source: "carried over from the first version"),
      .init(
        "crossed-lead", \.crossedLead, unit: "correlation", 0.02...0.5,
        "Swapped patterns must fit better by this much to count as swapped channels.",
        source: "carried over from the first version, set on one runner and the simulator"),
      .init(
        "least-likeness", \.leastLikeness, unit: "correlation", 0...0.9,
        "Patterns less similar than this belong to other times in the stride: windows are learned again.",
        source: "carried over from the first version, set on one runner and the simulator"),
    ]
  }
}
