import Recording

/// The level of a calendar day. A day counts once, however many sessions it has: electrodes that stay on make its sessions
/// alike.
public struct TrendDay: Sendable, Hashable {
  /// When its first session began.
  public var moment: Moment
  /// Mean level of its sessions, in dB.
  public var decibels: Double

  /// Days since 1970 by the calendar of the place, with the time of the day as a fraction.
  var days: Double { Double(moment.wallSeconds) / 86_400 }

  /// Joins the sessions of each day; they come in order of time.
  static func days(_ points: [TrendPoint], _ measure: TrendMeasure) -> [TrendDay] {
    var days: [(date: String, moment: Moment, values: [Double])] = []
    for point in points {
      guard let value = measure.decibels(point) else { continue }
      if let last = days.indices.last, days[last].date == point.startedAt.date {
        days[last].values.append(value)
      } else {
        days.append((point.startedAt.date, point.startedAt, [value]))
      }
    }
    return days.map { TrendDay(moment: $0.moment, decibels: $0.values.reduce(0, +) / Double($0.values.count)) }
  }
}
