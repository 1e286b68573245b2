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
