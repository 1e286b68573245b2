import EMGUnits

/// The thresholds by which one contact after another is followed.
public struct TrackerTuning: TunedStage {
  /// Search every: see `thresholds`.
  public var searchEvery: Float = 60
  /// Reach: see `thresholds`.
  public var reach: Float = 0.14
  /// Deviation cost: see `thresholds`.
  public var deviationCost: Float = 4
  /// Margin: see `thresholds`.
  public var margin: Float = 8
  /// Settling likeness: see `thresholds`.
  public var settlingLikeness: Float = 0.7
  /// Lessons: see `thresholds`.
  public var lessons: Float = 12
  /// Most inferred: see `thresholds`.
  public var mostInferred: Float = 3
  /// Least likeness: see `thresholds`.
  public var leastLikeness: Float = 0.6
  /// Least level: see `thresholds`.
  public var leastLevel: Float = 0.25
  /// First revision: see `thresholds`.
  public var firstRevision: Float = 0.008
  /// Later revision: see `thresholds`.
  public var laterRevision: Float = 0.001
  /// Most lost: see `thresholds`.
  public var mostLost: Float = 0.6
  /// Harmless lost: see `thresholds`.
  public var harmlessLost: Float = 0.1
  /// Most strayed: see `thresholds`.
  public var mostStrayed: Float = 0.08
  /// Trusted strayed: see `thresholds`.
  public var trustedStrayed: Float = 0.03
  /// Resume every: see `thresholds`.
  public var resumeEvery: Float = 16
  /// Least resume likeness: see `thresholds`.
  public var leastResumeLikeness: Float = 0.7
  /// Seed every: see `thresholds`.
  public var seedEvery: Float = 6
  /// Least seed likeness: see `thresholds`.
  public var leastSeedLikeness: Float = 0.88
  /// Least earlier likeness: see `thresholds`.
  public var leastEarlierLikeness: Float = 0.75
  /// Least seed level: see `thresholds`.
  public var leastSeedLevel: Float = 0.35
  /// Period reach: see `thresholds`.
  public var periodReach: Float = 0.15
  /// Anchor reach: see `thresholds`.
  public var anchorReach: Float = 0.08
  /// Anchor nearby: see `thresholds`.
  public var anchorNearby: Float = 0.13
  /// Anchor bursts: see `thresholds`.
  public var anchorBursts: Float = 0.3
  /// Anchor glute: see `thresholds`.
  public var anchorGlute: Float = 0.6
  /// Sensor rise: see `thresholds`.
  public var sensorRise: Float = 0.5
  /// Sensor fall: see `thresholds`.
  public var sensorFall: Float = 0.3
  /// Sensor forgetting: see `thresholds`.
  public var sensorForgetting: Float = 4
  /// Sensor rest: see `thresholds`.
  public var sensorRest: Float = 0.35
  /// Sensor range: see `thresholds`.
  public var sensorRange: Float = 0.002

  /// The values in use.
  public init() {}

  /// In front of each threshold\'s name.
  public static let stage = "tracker"
  /// The question that the stage answers.
  public static let purpose = "Where is the next contact? Judged by the session's own average stride."
  /// Each with its unit, range, reason and source.
  public static var thresholds: [Threshold<Self>] { part1 + part2 + part3 + part4 }

  private static var part1: [Threshold<Self>] {
    [
      .init(
        "search-every", \.searchEvery, unit: "envelope frames", 10...500,
        "Time between two searches, 0.24 s.",
        source: "a tenth of the shortest window"),
      .init(
        "reach", \.reach, unit: "strides", 0.05...0.3,
        "How far from the expected place a contact is looked for.",
        source: "carried over from the first version, set on one runner and the simulator; not measured again"),
      .init(
        "deviation-cost", \.deviationCost, unit: "squared logarithms per stride squared", 0...50,
        "What a contact away from the expected place costs.",
        source: "carried over from the first version, set on one runner and the simulator; not measured again"),
      .init(
        "margin", \.margin, unit: "envelope frames", 2...40,
        "Live: frames without a better place after which a contact is settled, 32 ms.",
        source: "carried over from the first version, set on one runner and the simulator; not measured again"),
      .init(
        "settling-likeness", \.settlingLikeness, unit: "correlation", 0...1,
        "Live: only a place that fits so well is settled early.",
        source: "a walker with four bursts a stride: false places at 0.62–0.69"),
      .init(
        "lessons", \.lessons, unit: "strides", 3...50,
        "Offline: strides learned before the first is reported; live: strides during which contact may still move in the template.",
        source: "carried over from the first version, set on one runner and the simulator; not measured again"),
      .init(
        "most-inferred", \.mostInferred, unit: "strides", 1...10,
        "Recently inferred strides that end a run: the rhythm has changed.",
        source: "three in a row are not a run"),
      .init(
        "least-likeness", \.leastLikeness, unit: "correlation", 0.2...0.95,
        "Below it a stride is not recognised.",
        source: "carried over from the first version, set on one runner and the simulator; not measured again"),
      .init(
        "least-level", \.leastLevel, unit: "× the template's peak", 0.05...0.9,
        "Below it the muscles are quiet.",
        source: "carried over from the first version, set on one runner and the simulator; not measured again"),
      .init(
        "first-revision", \.firstRevision, unit: "strides", 0...0.05,
        "How far contact may move in the template at a time while it is young.",
        source: "a search of three strides is 20 ms coarse"),
    ]
  }

  private static var part2: [Threshold<Self>] {
    [
      .init(
        "later-revision", \.laterRevision, unit: "strides", 0...0.05,
        "The same later: windows have been learned and must stay on their bursts.",
        source: "0.7 ms"),
      .init(
        "most-lost", \.mostLost, unit: "share of frames", 0.1...1,
        "A stride of which more is lost is passed over.",
        source: "less than half of the template is left"),
      .init(
        "harmless-lost", \.harmlessLost, unit: "share of frames", 0...0.6,
        "A stride of which more is lost need not be recognised.",
        source: "carried over from the first version, set on one runner and the simulator; not measured again"),
      .init(
        "most-strayed", \.mostStrayed, unit: "strides", 0.01...0.3,
        "After a gap, a contact farther from where it is expected is not used.",
        source: "a runner who ran on is nearer"),
      .init(
        "trusted-strayed", \.trustedStrayed, unit: "strides", 0...0.3,
        "After a gap, a contact farther away is not trusted.",
        source: "carried over from the first version, set on one runner and the simulator; not measured again"),
      .init(
        "resume-every", \.resumeEvery, unit: "envelope frames", 4...200,
        "Time between two attempts to resume a rhythm after a gap, 64 ms.",
        source: "a tenth of a stride"),
      .init(
        "least-resume-likeness", \.leastResumeLikeness, unit: "correlation", 0.3...1,
        "How similar to the template both strides after a gap must be.",
        source: "carried over from the first version, set on one runner and the simulator; not measured again"),
      .init(
        "seed-every", \.seedEvery, unit: "envelope frames", 1...60,
        "With a profile: time between two looks, 24 ms.",
        source: "a thirtieth of a stride"),
      .init(
        "least-seed-likeness", \.leastSeedLikeness, unit: "correlation", 0.5...1,
        "With a profile: what the latest contact must reach in one muscle.",
        source: "carried over from the first version, set on one runner and the simulator; not measured again"),
      .init(
        "least-earlier-likeness", \.leastEarlierLikeness, unit: "correlation", 0.3...1,
        "With a profile: what the contact before must reach.",
        source: "two in a row at this height are strides"),
    ]
  }

  private static var part3: [Threshold<Self>] {
    [
      .init(
        "least-seed-level", \.leastSeedLevel, unit: "× the profile's peak", 0.05...1,
        "With a profile: the level of both.",
        source: "carried over from the first version, set on one runner and the simulator; not measured again"),
      .init(
        "period-reach", \.periodReach, unit: "share of the stride time", 0.02...0.5,
        "With a profile: how far the stride time may be from the profile's.",
        source: "carried over from the first version, set on one runner and the simulator; not measured again"),
    ]
  }

  private static var part4: [Threshold<Self>] {
    [
      .init(
        "anchor-reach", \.anchorReach, unit: "strides", 0.01...0.3,
        "How far from where it is known contact may be found again, so that another place that fits as well does not take over.",
        source: "set on one runner and the simulator; not measured again"),
      .init(
        "anchor-nearby", \.anchorNearby, unit: "strides", 0.02...0.25,
        "Walking: how far the main bursts may move contact from where the whole stride puts it.",
        source: "on 19 walks contact stays where it is from 0.13 to 0.2"),
      .init(
        "anchor-bursts", \.anchorBursts, unit: "strides", 0.1...0.45,
        "Walking: what lies within this of contact counts as main bursts.",
        source: "the part that brought the scatter between walkers from 35 to 26 ms"),
      .init(
        "anchor-glute", \.anchorGlute, unit: "share", 0...1,
        "Walking: how much the glute counts there; it lies closer to contact than the hamstring.",
        source: "the part that brought the scatter between walkers from 35 to 26 ms"),
      .init(
        "sensor-rise", \.sensorRise, unit: "of the sensor's range", 0.1...0.95,
        "Foot switch or accelerometer: contact is where it rises through this.",
        source: "the middle: a spike at contact and a level that stays high both pass it"),
      .init(
        "sensor-fall", \.sensorFall, unit: "of the sensor's range", 0.02...0.9,
        "It must have been below this before.",
        source: "well below the middle, so that a bouncing switch counts once"),
      .init(
        "sensor-forgetting", \.sensorForgetting, unit: "s", 0.5...60,
        "The sensor's range is forgotten over this.",
        source: "some five strides: a sensor that shifts in the shoe is followed"),
      .init(
        "sensor-rest", \.sensorRest, unit: "s", 0.1...0.6,
        "No second contact of the same foot comes sooner.",
        source: "a sprinter's stride lasts 0.46 s"),
      .init(
        "sensor-range", \.sensorRange, unit: "of full scale", 1e-5...0.2,
        "A smaller range is noise, not a sensor.",
        source: "chosen; not measured"),
    ]
  }
}
