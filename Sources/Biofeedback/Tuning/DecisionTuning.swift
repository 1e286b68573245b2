import EMGUnits

/// The thresholds by which it is told whether a muscle works at all.
public struct ActivityTuning: TunedStage {
  /// Power in the window against the noise of rest above which a muscle works.
  public var worksAbove: Float = 2.8
  /// Highest 60 ms of the stride against the noise of rest above which a muscle works, wherever in the stride.
  public var burstAbove: Float = 25
  /// Power of the glute against the hamstring's below which it does not work, whatever its rest.
  public var faintBelow: Float = 0.000_01
  /// The lowest 60 ms of a stride lie this factor of power below the noise they are the lowest of.
  public var minimumBias: Float = 1.5
  /// How much of a stride's rest goes into the level of rest.
  public var restShare: Float = 0.15
  /// Share of the glute's power while it rests that the hamstring must explain before it is taken off.
  public var leastExplained: Float = 0.1
  /// Amplitude of the hamstring at the glute's electrode that is told as crosstalk.
  public var crosstalkTold: Float = 0.04
  /// What the strides before count for, at each stride, when crosstalk is measured.
  public var crosstalkMemory: Float = 0.9

  /// The values in use.
  public init() {}

  /// In front of each threshold\'s name.
  public static let stage = "activity"
  /// The question that the stage answers.
  public static let purpose = "Does the muscle work? Judged by what rises above the noise of its own rest."
  /// Each with its unit, range, reason and source.
  public static var thresholds: [Threshold<Self>] {
    [
      .init(
        "works-above", \.worksAbove, unit: "× noise power of rest", 1.5...20,
        "Used until there is a reference, so that a glute that is off from the start is never its own reference.",
        source: "at rest 98 % of strides below 2.6 on 14 people (3.5 on one); working, the lowest stride of all is 4.0"),
      .init(
        "burst-above", \.burstAbove, unit: "× noise power of rest", 3...100,
        "Where contact was misplaced, or a glute fires in mid-swing alone, the window is empty though the muscle works.",
        source: "chosen so that resting glutes of 25 recordings are recognised from the start; not measured by itself"),
      .init(
        "faint-below", \.faintBelow, unit: "× power of the hamstring", 0.000_001...0.01,
        "50 dB below the hamstring no glute works; recordings without electrode noise show nothing to compare with.",
        source: "healthy people −18 … +3 dB"),
      .init(
        "minimum-bias", \.minimumBias, unit: "1", 1...3,
        "The lowest of some twelve windows of 60 ms underestimates steady noise.",
        source: "lowest of 12 values with 50 degrees of freedom: 0.68 of the mean"),
      .init(
        "rest-share", \.restShare, unit: "share per stride", 0.02...1,
        "Steadies the level of rest over about six strides.", source: "chosen; not measured"),
      .init(
        "least-explained", \.leastExplained, unit: "share of power", 0.01...0.9,
        "Below this the fit is chance, and taking it off would only add noise.",
        source: "by chance 8 taps explain 1 % of ten strides; recordings used here 0–3 % of the glute's power"),
      .init(
        "crosstalk-told", \.crosstalkTold, unit: "× amplitude of the hamstring", 0.01...0.5,
        "Usual crosstalk is about 5 %; from there on the electrodes sit too close or slipped.",
        source: "Solomonow et al. 1994; Koh & Grabiner 1993"),
      .init(
        "crosstalk-memory", \.crosstalkMemory, unit: "share per stride", 0...0.99,
        "Averages over about ten strides, yet follows an electrode that slips.", source: "ten strides fit 8 taps to 1 %"
      ),
    ]
  }
}

/// The thresholds by which it is decided whether a glute works as it should.
public struct DecisionTuning: TunedStage {
  /// Hamstring works above: see `thresholds`.
  public var hamstringWorksAbove: Float = 0.15
  /// Silent deviations: see `thresholds`.
  public var silentDeviations: Float = 4
  /// Sum limit: see `thresholds`.
  public var sumLimit: Float = 5.5
  /// Largest step: see `thresholds`.
  public var largestStep: Float = 2
  /// Recovery strides: see `thresholds`.
  public var recoveryStrides: Float = 3
  /// Recovered above: see `thresholds`.
  public var recoveredAbove: Float = 0.75
  /// Least failures: see `thresholds`.
  public var leastFailures: Float = 2
  /// Usual spread: see `thresholds`.
  public var usualSpread: Float = 0.2
  /// Usual spread weight: see `thresholds`.
  public var usualSpreadWeight: Float = 10
  /// Least spread: see `thresholds`.
  public var leastSpread: Float = 0.15
  /// Most spread: see `thresholds`.
  public var mostSpread: Float = 0.3
  /// Effort share: see `thresholds`.
  public var effortShare: Float = 0.15
  /// Effort step: see `thresholds`.
  public var effortStep: Float = 0.12
  /// Least effort: see `thresholds`.
  public var leastEffort: Float = 0.25
  /// Most effort: see `thresholds`.
  public var mostEffort: Float = 2
  /// Steady effort: see `thresholds`.
  public var steadyEffort: Float = 1.15
  /// Adaptation share: see `thresholds`.
  public var adaptationShare: Float = 0.01
  /// Most adaptation: see `thresholds`.
  public var mostAdaptation: Float = 1.15
  /// Slowing above: see `thresholds`.
  public var slowingAbove: Float = 1.1
  /// Slowing below: see `thresholds`.
  public var slowingBelow: Float = 0.8

  /// The values in use.
  public init() {}

  /// In front of each threshold\'s name.
  public static let stage = "decision"
  /// The question that the stage answers.
  public static let purpose = "Does the muscle work as it should? Judged by comparison with its reference."
  /// Each with its unit, range, reason and source.
  public static var thresholds: [Threshold<Self>] { verdicts + levels }

  private static var verdicts: [Threshold<Self>] {
    [
      .init(
        "hamstring-works-above", \.hamstringWorksAbove, unit: "× reference", 0.02...0.5,
        "Below it the hamstring does not work either: no stride to judge the glute by.",
        source: "carried over from the first version, set on one runner and the simulator; not measured again"),
      .init(
        "silent-deviations", \.silentDeviations, unit: "standard deviations", 1...6,
        "The silence limit lies at least this far below the reference on a runner whose strides scatter much.",
        source:
          "10,000 healthy simulated strides of 100 people, burst CV 10–30 %: 0.8 silent per 1,000 at 3.3, 0.4 at 4"),
      .init(
        "sum-limit", \.sumLimit, unit: "standard deviations", 1...20,
        "Sum of the shortfall beyond half the way to the weak level that begins weakness: real strides "
          + "are correlated, so that far more is needed than for independent ones.",
        source: "Page 1954, Biometrika 41:100; the same 10,000 strides: 1.4 weak per 1,000 at 3.7, 0.2 at 5.5"),
      .init(
        "largest-step", \.largestStep, unit: "standard deviations", 0.5...10,
        "No single stride is taken for lasting weakness.", source: "half of the sum's limit"),
      .init(
        "recovery-strides", \.recoveryStrides, unit: "strides", 1...20,
        "Firing strides in a row that end a failure.", source: "a lucky stride does not"),
      .init(
        "recovered-above", \.recoveredAbove, unit: "× reference", 0.4...1,
        "What those strides must average; between here and the weak level nothing changes.",
        source: "halfway between the reference and the weak level"),
      .init(
        "least-failures", \.leastFailures, unit: "strides", 1...20, "Failures whose end is worth a sound.",
        source: "one silent stride ends by itself"),
      .init(
        "slowing-above", \.slowingAbove, unit: "× stride time", 1.02...1.5,
        "After a stride that lasted longer than this the next may be the last before a stop: it is judged when the one "
          + "after it has come, silently.",
        source: "chosen; made stops lengthen the last strides by a quarter"),
      .init(
        "slowing-below", \.slowingBelow, unit: "likeness", 0...0.95,
        "A stride whose contact is less like the others may be the last before a stop: the same holds for it.",
        source:
          "542 strides with a silent glute on 25 recordings reach 0.81 to 1.0, last strides of made stops 0.7 and less"),
    ]
  }

  private static var levels: [Threshold<Self>] {
    [
      .init(
        "usual-spread", \.usualSpread, unit: "log units", 0.05...0.6,
        "Usual scatter of a healthy glute from stride to stride.",
        source: "Colyer & McGuigan 2018: CV 16.5 ± 6.5 %; recordings used here 11–26 %"),
      .init(
        "usual-spread-weight", \.usualSpreadWeight, unit: "strides", 0...100,
        "What the usual scatter counts for against the session's own strides.",
        source: "ten strides tell it to a quarter"),
      .init(
        "least-spread", \.leastSpread, unit: "log units", 0.02...0.5, "Ten lucky strides do not make a runner steady.",
        source: "lowest of the recordings used here"),
      .init(
        "most-spread", \.mostSpread, unit: "log units", 0.1...1, "Beyond it the limit would hide silence.",
        source: "exp(−4 · 0.3) = 0.30 of the reference"),
      .init(
        "effort-share", \.effortShare, unit: "share per stride", 0.01...1,
        "Effort follows the hamstring over about six strides.", source: "a hill begins within some seconds"),
      .init(
        "effort-step", \.effortStep, unit: "log units", 0.01...1,
        "One artefact of the hamstring does not make the glute look weak.", source: "an eighth"),
      .init(
        "least-effort", \.leastEffort, unit: "× reference", 0.1...1,
        "Sweat and slowing down lower both muscles; below a quarter the hamstring no longer measures effort.",
        source: "an hour of sweat: down to 0.4"),
      .init(
        "most-effort", \.mostEffort, unit: "× reference", 1...5,
        "A hamstring that doubles is not all effort.", source: "hamstring from 3.4 to 9 m/s: Schache et al. 2013"),
      .init(
        "steady-effort", \.steadyEffort, unit: "× reference", 1...2,
        "So much effort wanders in steady running; it counts as unchanged.", source: "looped healthy runs"),
      .init(
        "adaptation-share", \.adaptationShare, unit: "share per stride", 0...0.2,
        "The reference follows sweat and pressure over about a hundred firing strides.", source: "minutes"),
      .init(
        "most-adaptation", \.mostAdaptation, unit: "× reference", 1...2,
        "A failure cannot be learned away.", source: "below the weak level's distance"),
    ]
  }
}
