import EMGUnits

/// How one burst of a person differs from the typical person's.
public struct BurstAdjustment: Sendable, Hashable {
  /// Factor on the burst's peak.
  public var amplitude: Double
  /// Later (positive) or earlier, in percent of the stride.
  public var shiftPercent: Double
  /// Factor on the burst's width.
  public var width: Double

  /// What is left out stays typical.
  public init(amplitude: Double = 1, shiftPercent: Double = 0, width: Double = 1) {
    self.amplitude = amplitude
    self.shiftPercent = shiftPercent
    self.width = width
  }
}

/// The shape of a person's activity: which bursts are large, which are early.
public struct RunnerStyle: Sendable, Hashable {
  private var adjustments: [BurstName: BurstAdjustment] = [:]
  /// Patterns of glute and hamstring that take the place of their bursts in these gaits.
  public var patterns: [Gait: ActivityPattern] = [:]
  /// The gait in whose pattern the plan's amplitudes are reached; nil: each in its own.
  public var patternGait: Gait?

  /// A person as in the burst table.
  public init() {}

  /// The adjustment of one burst.
  public subscript(burst: BurstName) -> BurstAdjustment {
    get { adjustments[burst] ?? BurstAdjustment() }
    set { adjustments[burst] = newValue }
  }

  /// The bursts of a muscle, in percent of the stride, with this person's adjustments.
  public func bursts(of muscle: Muscle, _ gait: Gait) -> [Burst] {
    BurstTable.bursts(of: muscle, gait).map { typical in
      let adjustment = self[typical.name]
      let centre = typical.centrePercent + adjustment.shiftPercent
      let half = (typical.offsetPercent - typical.onsetPercent) / 2 * adjustment.width
      return Burst(typical.name, centre - half, centre + half, typical.amplitude * adjustment.amplitude)
    }
  }

  /// What a gait's pattern reaches against the plan's amplitude.
  func level(of muscle: Muscle, in gait: Gait) -> Double {
    guard let reference = patternGait.flatMap({ patterns[$0] }), let own = patterns[gait] else { return 1 }
    return muscle == .gluteusMaximus
      ? own.gluteMicrovolts / reference.gluteMicrovolts : own.hamstringMicrovolts / reference.hamstringMicrovolts
  }

  /// As in the burst table.
  public static let typical = RunnerStyle()

  /// Hamstrings fire more in stance than before contact (running: 1.2 against 0.6).
  public static let hamstringStanceDominant: RunnerStyle = {
    var style = RunnerStyle()
    style[.hamstringSwing] = BurstAdjustment(amplitude: 0.6)
    style[.hamstringStance] = BurstAdjustment(amplitude: 3)
    return style
  }()

  /// The glute's mid-swing burst is larger than the one at contact (running: 1.4 against 1), as in 9 of 30 people.
  public static let gluteSwingDominant: RunnerStyle = {
    var style = RunnerStyle()
    style[.gluteSwing] = BurstAdjustment(amplitude: 4)
    return style
  }()
}

extension RunnerStyle {
  /// Drawn at random within what people show; the same seed gives the same person.
  public static func random(seed: UInt64) -> RunnerStyle {
    var random = RandomStream(seed: seed, .style)
    var style = RunnerStyle()
    for burst in BurstName.allCases {
      style[burst] = BurstAdjustment(
        amplitude: drawAmplitude(of: burst, &random),
        shiftPercent: shiftSDPercent * random.gaussian(limit: 2),
        width: PortableMath.exp(widthLogSD * random.gaussian(limit: 2)))
    }
    return style
  }

  /// Between people, on- and offsets lie 2–3 % of the stride apart (two runners, Santuz data sets).
  static let shiftSDPercent = 2.0
  /// Burst durations differ by about 10 % (same source).
  private static let widthLogSD = 0.1

  /// Where the peak of a secondary burst lies, against the typical one: log-normal.
  private struct PeakSize {
    var median: Double
    var logSD: Double
    var range: ClosedRange<Double>
  }

  /// Glute mid-swing burst: above 30 % of the main one in 18 of 30 people, the larger one in 9 of 30 (published
  /// synergies of the Santuz data). A log-normal with median 0.44 and log SD 1.55 meets both; the typical one is 0.35.
  private static let gluteSwing = PeakSize(median: 0.44 / 0.35, logSD: 1.55, range: 0.1...7)
  /// Hamstring stance burst: usually smaller, “sometimes the larger one”: 0.5 of the main one, larger in 1 of 6.
  private static let hamstringStance = PeakSize(median: 0.5 / 0.4, logSD: 0.7, range: 0.2...4.5)
  /// Any other secondary burst. An assumption.
  private static let secondary = PeakSize(median: 1, logSD: 0.4, range: 0.4...2.5)

  private static func drawAmplitude(of burst: BurstName, _ random: inout RandomStream) -> Double {
    let spread: PeakSize
    switch burst {
    case .gluteContact, .hamstringSwing, .quadricepsStance, .calfStance, .lowerBackOwnContact: return 1
    case .gluteSwing: spread = gluteSwing
    case .hamstringStance: spread = hamstringStance
    default: spread = secondary
    }
    let drawn = spread.median * PortableMath.exp(spread.logSD * random.gaussian(limit: 3))
    return min(max(drawn, spread.range.lowerBound), spread.range.upperBound)
  }
}

/// When each muscle fires in a stride, for a typical person.
///
/// Gluteus maximus and hamstrings: 30 % crossings of the mean RMS profile of the running and walking recordings of
/// Santuz et al. 2018 (Front Physiol 9:1509) and musclesyneRgies: glute running −1.8 → 14…15 %, biceps femoris
/// −20 → 1…4 %, semitendinosus −21.5 → 2…6 %; walking −4 → 9, −15.5 → 1.7 %. Glute mid-swing burst near 64–66 %, a
/// third of the main one; hamstring stance burst at 17–31 %. Quadriceps (vastus lateralis) and calf (gastrocnemius
/// medialis) are read off the same recordings. Lower back has no recording: one burst at either foot's contact.
/// Walking amplitudes are against running; two different people, so an order of magnitude.
enum BurstTable {
  /// The bursts of a muscle, percent of the stride from initial contact of the muscle's own leg.
  static func bursts(of muscle: Muscle, _ gait: Gait) -> [Burst] {
    switch gait {
    case .running: running(muscle)
    case .walking: walking(muscle)
    }
  }

  private static func running(_ muscle: Muscle) -> [Burst] {
    switch muscle {
    case .gluteusMaximus:
      [Burst(.gluteContact, -2, 14, 1), Burst(.gluteStance, 17, 25, 0.5), Burst(.gluteSwing, 61, 70, 0.35)]
    case .hamstrings:
      [Burst(.hamstringSwing, -20, 2, 1), Burst(.hamstringStance, 18, 31, 0.4)]
    case .quadriceps:
      [Burst(.quadricepsStance, 3, 23, 1), Burst(.quadricepsSwing, 58, 66, 0.22)]
    case .calf:
      [Burst(.calfStance, 11, 31, 1), Burst(.calfEarly, 2, 12, 0.3)]
    case .lowerBack:
      [Burst(.lowerBackOwnContact, -6, 10, 1), Burst(.lowerBackOtherContact, 44, 60, 0.9)]
    }
  }

  private static func walking(_ muscle: Muscle) -> [Burst] {
    switch muscle {
    case .gluteusMaximus:
      [Burst(.gluteContact, -4, 9, 0.5), Burst(.gluteStance, 16, 22, 0.05), Burst(.gluteSwing, 61, 70, 0.02)]
    case .hamstrings:
      [Burst(.hamstringSwing, -15.5, 1.7, 0.5), Burst(.hamstringStance, 16, 21, 0.1)]
    case .quadriceps:
      [Burst(.quadricepsStance, -4, 16, 0.15), Burst(.quadricepsSwing, 58, 66, 0.02)]
    case .calf:
      [Burst(.calfStance, 25, 46, 0.7), Burst(.calfEarly, -23, -17, 0.25)]
    case .lowerBack:
      [Burst(.lowerBackOwnContact, -4, 10, 0.5), Burst(.lowerBackOtherContact, 46, 60, 0.4)]
    }
  }
}

/// The bursts of activity that a stride is made of.
public enum BurstName: String, Sendable, Hashable, CaseIterable {
  /// Gluteus maximus around initial contact: the main one.
  case gluteContact
  /// Gluteus maximus later in stance: the shoulder of the main one.
  case gluteStance
  /// Gluteus maximus in mid-swing; in some people larger than the main one.
  case gluteSwing
  /// Hamstrings from late swing to initial contact: the main one.
  case hamstringSwing
  /// Hamstrings in stance; in some people larger than the main one.
  case hamstringStance
  /// Quadriceps in early stance: the main one.
  case quadricepsStance
  /// Quadriceps in swing.
  case quadricepsSwing
  /// Calf from loading to push-off: the main one.
  case calfStance
  /// Calf before (walking) or early in (running) the stance.
  case calfEarly
  /// Lower back at the contact of the own leg.
  case lowerBackOwnContact
  /// Lower back at the contact of the other leg.
  case lowerBackOtherContact
}

/// One burst of a muscle in a stride: a raised cosine of amplitude over time.
public struct Burst: Sendable, Hashable {
  /// Which burst.
  public let name: BurstName
  /// Where the amplitude rises through 30 % of the burst's peak, in percent of the stride from initial contact.
  /// Negative: before contact, in percent of the stride that ends there.
  public var onsetPercent: Double
  /// Where it falls through 30 %.
  public var offsetPercent: Double
  /// Peak against the muscle's amplitude (1 = `MuscleSettings.amplitudeMicrovolts`).
  public var amplitude: Double

  /// A raised cosine is above 30 % of its peak for this part of its width: arccos(−0.4) / π.
  static let widthAbove30Percent = 0.630_989_9

  /// Joins the parts.
  init(_ name: BurstName, _ onsetPercent: Double, _ offsetPercent: Double, _ amplitude: Double) {
    self.name = name
    self.onsetPercent = onsetPercent
    self.offsetPercent = offsetPercent
    self.amplitude = amplitude
  }

  /// Middle of the burst, percent of the stride.
  var centrePercent: Double { (onsetPercent + offsetPercent) / 2 }
  /// From the first to the last trace of activity, percent of the stride.
  var widthPercent: Double { (offsetPercent - onsetPercent) / Self.widthAbove30Percent }
}
