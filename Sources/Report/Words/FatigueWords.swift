import EMGUnits

/// What changed in the muscles over a session, in words; nothing where it may be chance.
enum FatigueWords {
  /// A trend over less is not worth a sentence.
  private static let leastMinutes = 10

  /// A sentence a significant trend.
  static func lines(_ leg: SessionSummary.Leg) -> [String] {
    leg.fatigue.flatMap { fatigue in
      let muscle = "The \(possessive(fatigue.muscle))"
      let frequency = fatigue.medianFrequencyHz.flatMap { trend in
        words("\(muscle) median frequency", trend, "Hz").map {
          $0 + (trend.perTenMinutes < 0 ? ", as it does when a muscle tires." : ".")
        }
      }
      let activation = fatigue.activationPercent.flatMap { trend in
        words("\(muscle) activation", trend, "% of its reference").map { $0 + "." }
      }
      return [frequency, activation].compactMap(\.self)
    }
  }

  /// `The glute's median frequency fell by 4.1 Hz per 10 minutes (95 % interval 1.9 to 6.3)`.
  private static func words(_ what: String, _ trend: SessionSummary.Trend, _ unit: String) -> String? {
    guard trend.isSignificant, trend.minutes >= leastMinutes else { return nil }
    let isFall = trend.perTenMinutes < 0
    let ends = isFall ? (-trend.upper, -trend.lower) : (trend.lower, trend.upper)
    let number = { (value: Double) in SummaryText.number(value, 1) }
    return "\(what) \(isFall ? "fell" : "rose") by \(number(abs(trend.perTenMinutes))) \(unit) per 10 minutes "
      + "(95 % interval \(number(ends.0)) to \(number(ends.1)))"
  }

  private static func possessive(_ muscle: String) -> String {
    let name = muscle.split(separator: "-").joined(separator: " ")
    return name + (name.hasSuffix("s") ? "'" : "'s")
  }
}
