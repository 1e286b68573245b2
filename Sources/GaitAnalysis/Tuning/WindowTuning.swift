import EMGUnits

/// The thresholds by which a muscle's window and the onset of its burst are found.
public struct WindowTuning: TunedStage {
  /// Peak margin: see `thresholds`.
  public var peakMargin: Float = 0.04
  /// Edge margin: see `thresholds`.
  public var edgeMargin: Float = 0.08
  /// Edge height: see `thresholds`.
  public var edgeHeight: Float = 0.3
  /// Valley below: see `thresholds`.
  public var valleyBelow: Float = 0.5
  /// Next burst rise: see `thresholds`.
  public var nextBurstRise: Float = 0.15
  /// Shortest: see `thresholds`.
  public var shortest: Float = 0.06
  /// Hold margin: see `thresholds`.
  public var holdMargin: Float = 0.05
  /// Onset smoothing: see `thresholds`.
  public var onsetSmoothing: Float = 0.02
  /// Onset quiet: see `thresholds`.
  public var onsetQuiet: Float = 0.025
  /// Onset height: see `thresholds`.
  public var onsetHeight: Float = 0.08
  /// Onset least rise: see `thresholds`.
  public var onsetLeastRise: Float = 4

  /// The values in use.
  public init() {}

  /// In front of each threshold's name.
  public static let stage = "window"
  /// The question that the stage answers.
  public static let purpose = "When does a muscle work? Judged by its average stride, near the usual place."
  /// Each with its unit, range, reason and source.
  public static var thresholds: [Threshold<Self>] {
    [
      .init(
        "peak-margin", \.peakMargin, unit: "strides", 0...0.2,
        "How far beyond people's burst a person's own peak is looked for.",
        source: "set on one runner and the simulator; not measured again"),
      .init(
        "edge-margin", \.edgeMargin, unit: "strides", 0...0.2,
        "How far a person's window may go beyond people's.",
        source: "twice the spread of burst ends between 30 runners, 4 to 5 % of the stride"),
      .init(
        "edge-height", \.edgeHeight, unit: "of the burst's height", 0.05...0.8,
        "Where a burst begins and ends.",
        source: "bursts of the sample recordings were measured at 30 %, as people's windows are"),
      .init(
        "valley-below", \.valleyBelow, unit: "of the burst's height", 0.1...1,
        "A second burst after a valley as low as this is not part of the first …",
        source: "set on one runner and the simulator; not measured again"),
      .init(
        "next-burst-rise", \.nextBurstRise, unit: "of the burst's height", 0.02...0.8,
        "… if it rises from the valley by this.",
        source: "set on one runner and the simulator; not measured again"),
      .init(
        "shortest", \.shortest, unit: "strides", 0.02...0.2,
        "No window is shorter: a level needs some 40 ms of signal.",
        source: "EMG over 45 ms scatters by a fifth (St-Amant et al. 1998)"),
      .init(
        "hold-margin", \.holdMargin, unit: "strides", 0...0.2,
        "How far the edges of the hamstring's window follow the person: with two bursts alike it would jump between them.",
        source: "it jumped between -19, -16 and -7 % on one runner; 5 % holds it on all 25 recordings"),
      .init(
        "onset-smoothing", \.onsetSmoothing, unit: "s", 0.002...0.1,
        "The energy is averaged over this.",
        source: "shorter than the error of onsets at 40 dB, 15 to 30 ms (Kowalski et al. 2021)"),
      .init(
        "onset-quiet", \.onsetQuiet, unit: "s", 0.005...0.2,
        "A burst begins where the energy before it has been low for this long.",
        source: "two thresholds, in height and in time: Bonato et al. 1998"),
      .init(
        "onset-height", \.onsetHeight, unit: "of the peak's height above rest", 0.01...0.5,
        "What counts as low.",
        source: "set on one runner and the simulator; not measured again"),
      .init(
        "onset-least-rise", \.onsetLeastRise, unit: "× energy of rest", 1.5...50,
        "A burst must rise by this at least.",
        source: "set on one runner and the simulator; not measured again"),
    ]
  }
}
