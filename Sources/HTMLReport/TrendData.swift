import Biofeedback
import EMGUnits
import Report

/// A muscle's course over the minutes with its straight line.
struct TrendData: Encodable {
  let muscle: String
  /// `medianFrequency` or `activation`.
  let measure: String
  let minutes: String
  let medians: String
  /// Per minute.
  let slope: Double
  /// Ends of the 95 % interval of the slope.
  let lower: Double
  let upper: Double
  /// The line goes through this point.
  let middleMinute: Double
  let middle: Double

  /// Of every muscle with a trend.
  static func all(_ leg: SessionSummary.Leg, _ strides: [StrideRecord]) -> [TrendData] {
    var collected = FatigueTrends()
    for stride in strides { collected.add(stride) }
    return leg.fatigue.flatMap { fatigue -> [TrendData] in
      guard let muscle = Muscle(rawValue: fatigue.muscle) else { return [] }
      return [
        (FatigueTrends.Measure.medianFrequency, fatigue.medianFrequencyHz), (.activation, fatigue.activationPercent),
      ]
      .compactMap { measure, trend in
        guard let trend, let course = collected.course(muscle, measure) else { return nil }
        return TrendData(muscle, measure, course, trend)
      }
    }
  }

  private init?(
    _ muscle: Muscle, _ measure: FatigueTrends.Measure, _ course: MinuteMedians, _ trend: SessionSummary.Trend
  ) {
    slope = trend.perTenMinutes / 10
    let slope = slope
    guard let middleMinute = Spread(course.minutes)?.median,
      let rest = Spread(zip(course.minutes, course.medians).map { $1 - slope * ($0 - middleMinute) })?.median
    else { return nil }
    self.muscle = muscle.rawValue
    self.measure = measure.rawValue
    minutes = NumberRow.text(course.minutes, decimals: 2)
    medians = NumberRow.text(course.medians, decimals: 2)
    lower = trend.lower / 10
    upper = trend.upper / 10
    self.middleMinute = middleMinute
    middle = rest
  }
}
