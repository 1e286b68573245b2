import EMGUnits

/// The thresholds by which hum is found, and by which lost and clipped samples are dealt with.
public struct SignalTuning: TunedStage {
  /// Hum fundamental: see `thresholds`.
  public var humFundamental: Float = 40
  /// Hum harmonic: see `thresholds`.
  public var humHarmonic: Float = 20
  /// Hum amplitude: see `thresholds`.
  public var humAmplitude: Float = 1e-6
  /// Hum slope: see `thresholds`.
  public var humSlope: Float = 0.25
  /// Hum agreement: see `thresholds`.
  public var humAgreement: Float = 0.4
  /// Hum patience: see `thresholds`.
  public var humPatience: Float = 3
  /// Hum gap: see `thresholds`.
  public var humGap: Float = 0.1
  /// Gap edge: see `thresholds`.
  public var gapEdge: Float = 0.05
  /// Gap hum: see `thresholds`.
  public var gapHum: Float = 0.75
  /// Gap hum above: see `thresholds`.
  public var gapHumAbove: Float = 0.05
  /// Rail: see `thresholds`.
  public var rail: Float = 0.9995

  /// The values in use.
  public init() {}

  /// In front of each threshold's name.
  public static let stage = "signal"
  /// The question that the stage answers.
  public static let purpose = "What in the signal is not EMG? Judged by its spectrum and by its largest values."
  /// Each with its unit, range, reason and source.
  public static var thresholds: [Threshold<Self>] {
    [
      .init(
        "hum-fundamental", \.humFundamental, unit: "× the power around the line", 5...1000,
        "The fundamental or third multiple of the mains must stand out this much, 16 dB.",
        source: "noise does so less than once in 10^11 looks, hum on real electrodes by 24 dB and more"),
      .init(
        "hum-harmonic", \.humHarmonic, unit: "× the power around the line", 3...1000,
        "Each further multiple, which is looked for at one place only: 13 dB.",
        source: "as above"),
      .init(
        "hum-amplitude", \.humAmplitude, unit: "of full scale", 1e-8...1e-3,
        "Anything weaker is rounding.",
        source: "half a step of 20 bits"),
      .init(
        "hum-slope", \.humSlope, unit: "of the louder side's level", 0...1,
        "How much of it counts as the level around a line, so that the slope of a high-pass does not count as a line.",
        source: "10 dB for the 16 that are asked for"),
      .init(
        "hum-agreement", \.humAgreement, unit: "of a look's resolution", 0.05...1,
        "Lines that belong together agree on the fundamental to this.",
        source: "less than half a bin: another bin is another line"),
      .init(
        "hum-patience", \.humPatience, unit: "looks", 1...20,
        "Looks without the line before its notch is removed.",
        source: "6 s: a burst may hide a line for two looks"),
      .init(
        "hum-gap", \.humGap, unit: "s", 0.01...1,
        "A longer gap breaks the hum's phase.",
        source: "a shorter one spreads a line to less than -32 dB of itself"),
      .init(
        "gap-edge", \.gapEdge, unit: "s", 0.01...0.5,
        "Filters and envelope spread a gap's edges this far.",
        source: "half of the band-pass's impulse response and of the envelope's window"),
      .init(
        "gap-hum", \.gapHum, unit: "s", 0.1...5,
        "After a long gap the notches must find the hum's phase again.",
        source: "a notch 1 Hz wide is 20 dB down after 0.75 s"),
      .init(
        "gap-hum-above", \.gapHumAbove, unit: "s", 0.005...0.5,
        "Such a gap is longer than this.",
        source: "2.5 periods of 50 Hz"),
      .init(
        "rail", \.rail, unit: "of full scale", 0.9...1,
        "A sample this close to the end of the range counts as clipped.",
        source: "16 steps of 16 bits: converters stop short of the last ones"),
    ]
  }
}
