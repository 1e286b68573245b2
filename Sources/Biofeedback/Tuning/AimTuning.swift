import EMGUnits

/// The thresholds by which strides are held against an aim, and by which the aim `grow` moves.
public struct AimTuning: TunedStage {
  /// Strides from which the first level of `grow` is taken.
  public var startStrides: Float = 30
  /// The part of them that lies below that level.
  public var startQuantile: Float = 0.3
  /// Strides after which it is looked whether the level is met often enough; every stride counts in one block only.
  public var blockStrides: Float = 25
  /// Part of a block that must meet the level before it grows.
  public var metShare: Float = 0.8
  /// By how much it grows, against the level before.
  public var step: Float = 0.05
  /// Part of a session's strides that must have met the level; below it the next session begins lower.
  public var keptShare: Float = 0.5
  /// What it may grow to where neither a drill nor a maximum is known.
  public var unboundedCeiling: Float = 5
  /// Strides of the other leg over which the median runs.
  public var otherStrides: Float = 20
  /// As few as this are enough for a median.
  public var otherLeast: Float = 5

  /// The values in use.
  public init() {}

  /// In front of each threshold's name.
  public static let stage = "aim"
  /// The question that the stage answers.
  public static let purpose = "Does the stride reach what it should? Judged by an aim that the runner has chosen."
  /// Each with its unit, range, reason and source.
  public static var thresholds: [Threshold<Self>] { growing + comparing }

  private static var growing: [Threshold<Self>] {
    [
      .init(
        "start-strides", \.startStrides, unit: "strides", 10...60,
        "Some 25 s of running: enough for a quantile, and short of fatigue.",
        source: "averages are stable by 10 steps (Yaserifar & Oliveira 2022); three times that for a quantile"),
      .init(
        "start-quantile", \.startQuantile, unit: "share", 0.05...0.9,
        "At first 70 % of one's own strides meet the aim: success is the usual, yet not all of it.",
        source: "shaping by percentiles of one's own responses: Galbicka 1994, J Appl Behav Anal 27:739; value chosen"),
      .init(
        "block-strides", \.blockStrides, unit: "strides", 10...60,
        "Looking once a block, and not after every stride, keeps luck from moving the aim.",
        source: "simulated learners: docs/feedback.md"),
      .init(
        "met-share", \.metShare, unit: "share", 0.5...1,
        "The aim grows when it is met in 20 of 25; at 70 % that is luck in one block of five, at 60 % in one of 35.",
        source: "binomial; value chosen"),
      .init(
        "step", \.step, unit: "share of the level", 0.01...0.5,
        "Small against the scatter of strides (11–25 %), so that no step is felt as a wall.",
        source: "registered trial of EMG ratio feedback: 5 % more when met (NCT03921801)"),
      .init(
        "kept-share", \.keptShare, unit: "share", 0...0.9,
        "An aim that was missed more often than met was too high for this day: the next session begins where the day ended.",
        source: "chosen; not measured"),
      .init(
        "unbounded-ceiling", \.unboundedCeiling, unit: "× easy run", 1...20,
        "The drill bounds the aim, or the maximum; where neither is known something must.",
        source: "a glute at a fifth of its normal level, simulated; chosen"),
    ]
  }

  private static var comparing: [Threshold<Self>] {
    [
      .init(
        "other-strides", \.otherStrides, unit: "strides", 5...60,
        "Steadies the other leg's level to about 4 %, yet follows a change of pace.",
        source: "stride to stride CV 16.5 % (Colyer & McGuigan 2018), median of 20"),
      .init(
        "other-least", \.otherLeast, unit: "strides", 1...60,
        "Before that there is no level to compare with.", source: "chosen; not measured"),
    ]
  }
}
