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
  private struct Spread {
    var median: Double
    var logSD: Double
    var range: ClosedRange<Double>
  }

  /// Glute mid-swing burst: above 30 % of the main one in 18 of 30 people, the larger one in 9 of 30 (published
  /// synergies of the Santuz data). A log-normal with median 0.44 and log SD 1.55 meets both; the typical one is 0.35.
  private static let gluteSwing = Spread(median: 0.44 / 0.35, logSD: 1.55, range: 0.1...7)
  /// Hamstring stance burst: usually smaller, “sometimes the larger one”: 0.5 of the main one, larger in 1 of 6.
  private static let hamstringStance = Spread(median: 0.5 / 0.4, logSD: 0.7, range: 0.2...4.5)
  /// Any other secondary burst. An assumption.
  private static let secondary = Spread(median: 1, logSD: 0.4, range: 0.4...2.5)

  private static func drawAmplitude(of burst: BurstName, _ random: inout RandomStream) -> Double {
    let spread: Spread
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
