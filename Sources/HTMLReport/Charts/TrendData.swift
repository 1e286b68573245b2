import EMGUnits
import Report

/// The muscles' courses over the minutes, each with its straight line.
enum TrendData {
  /// Of every muscle with a trend.
  static func all(_ leg: SessionSummary.Leg, _ collected: FatigueTrends) -> [ChartValue] {
    leg.fatigue.flatMap { fatigue -> [ChartValue] in
      guard let muscle = Muscle(rawValue: fatigue.muscle) else { return [] }
      return [
        (FatigueTrends.Measure.medianFrequency, fatigue.medianFrequencyHz), (.activation, fatigue.activationPercent),
      ]
      .compactMap { measure, trend in
        guard let trend, let course = collected.course(muscle, measure) else { return nil }
        return chart(muscle, measure, course, trend)
      }
    }
  }

  /// `slope` is a minute's, `lower` and `upper` are the ends of its 95 % interval; the line goes through the middle.
  private static func chart(
    _ muscle: Muscle, _ measure: FatigueTrends.Measure, _ course: MinuteMedians, _ trend: SessionSummary.Trend
  ) -> ChartValue? {
    let slope = trend.perTenMinutes / 10
    guard let middleMinute = Spread(course.minutes)?.median,
      let middle = Spread(zip(course.minutes, course.medians).map { $1 - slope * ($0 - middleMinute) })?.median
    else { return nil }
    return .object([
      ("lower", .number(trend.lower / 10)), ("measure", .text(measure.rawValue)),
      ("medians", .text(NumberRow.text(course.medians, decimals: 2))), ("middle", .number(middle)),
      ("middleMinute", .number(middleMinute)), ("minutes", .text(NumberRow.text(course.minutes, decimals: 2))),
      ("muscle", .text(muscle.rawValue)), ("slope", .number(slope)), ("upper", .number(trend.upper / 10)),
    ])
  }
}
