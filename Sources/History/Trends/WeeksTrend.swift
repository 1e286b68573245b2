import Recording
import Report

/// Whether a leg's level has changed over the weeks beyond what chance explains, since when, by how much, and which change
/// could be told at all.
///
/// A day is one value. Whether there is a change is decided by Kendall's S against `TrendBoundary`: exact, without asking
/// anything of the shape of the scatter, and safe for somebody who looks after every session. The line is that of Theil and Sen.
public struct WeeksTrend: Sendable {
  /// What was found.
  public enum Finding: Sendable, Hashable {
    /// Nothing can be told before day number `from`.
    case tooFew(from: Int)
    /// No change that can be told apart from scatter.
    case unchanged
    /// Beyond chance since `since`, which was day number `day`, and most of it still there.
    case changed(since: Moment, day: Int)
    /// Beyond chance since `since`, but the latest days have gone back by more than half.
    case wentBack(since: Moment)
  }

  /// `left`, `right` or empty.
  public let leg: String
  /// Of what.
  public let measure: TrendMeasure
  /// Each day, in order of time.
  public let days: [TrendDay]
  /// What was found.
  public let finding: Finding
  /// The trend line with its band; nil for fewer days than `SmallestChange.fewestDays`.
  public let line: TrendLine?
  /// What could be told apart.
  public let smallest: SmallestChange
  /// Sessions that were left out, and why.
  public let leftOut: [BeforeAfter.LeftOut]

  /// Of 1,000 people who do not change so many are ever told of a change, however often they look.
  public static let falseAlarmsPerThousand = 40

  /// - Parameters:
  ///   - points: of one person, in order of time.
  ///   - legCount: how many legs are looked at; the false alarms are shared among all trends.
  /// Nil where no session knows the measure.
  public init?(_ points: [TrendPoint], leg: String, measure: TrendMeasure, legCount: Int) {
    let own = points.filter { $0.leg == leg && measure.decibels($0) != nil }
    guard let rules = Comparability(own, split: nil, comparesReference: false) else { return nil }
    let judged = own.map { (point: $0, objection: rules.objection(to: $0)) }
    leftOut = judged.compactMap { entry in
      entry.objection.map {
        BeforeAfter.LeftOut(number: entry.point.number, startedAt: entry.point.startedAt, reason: $0)
      }
    }
    let kept = TrendDay.days(judged.filter { $0.objection == nil }.map(\.point), measure)
    let days = Array(kept.suffix(TrendBoundary.mostDays))
    guard !days.isEmpty else { return nil }
    self.leg = leg
    self.measure = measure
    self.days = days
    let alarms = Double(Self.falseAlarmsPerThousand) / 1000 / Double(max(legCount, 1) * TrendMeasure.allCases.count)
    finding = Self.finding(days, falseAlarms: alarms)
    line = TrendLine(days)
    let residuals = line.map { line in days.map { $0.decibels - line.decibels(at: $0.moment) } }
    smallest = residuals.flatMap { SmallestChange(residuals: $0) } ?? SmallestChange(muscles: measure.muscles)
  }

  private static func finding(_ days: [TrendDay], falseAlarms: Double) -> Finding {
    let boundary = TrendBoundary(days: max(days.count, fewestKnown), falseAlarms: falseAlarms)
    let first = boundary.firstDay ?? days.count + 1
    guard days.count >= first else { return .tooFew(from: first) }
    var score = 0
    for (index, day) in days.enumerated() {
      for earlier in days[..<index] {
        score += day.decibels > earlier.decibels ? 1 : day.decibels < earlier.decibels ? -1 : 0
      }
      guard abs(score) >= boundary.limits[index + 1] else { continue }
      return hasGoneBack(days, since: index)
        ? .wentBack(since: day.moment) : .changed(since: day.moment, day: index + 1)
    }
    return .unchanged
  }

  /// Whether of the change that was there by then less than half is left.
  private static func hasGoneBack(_ days: [TrendDay], since index: Int) -> Bool {
    let count = min(5, (index + 1) / 2)
    let mean = { (days: ArraySlice<TrendDay>) in days.reduce(0) { $0 + $1.decibels } / Double(days.count) }
    let (start, then, now) = (mean(days.prefix(count)), mean(days[...index].suffix(count)), mean(days.suffix(count)))
    return (now - start) * (then - start) < 0.5 * (then - start) * (then - start)
  }

  /// Among so many days there is one on which a change could be told.
  private static let fewestKnown = 12

  /// Of every leg, what is known of it.
  public static func all(_ points: [TrendPoint]) -> [WeeksTrend] {
    let legs = Set(points.map(\.leg)).sorted()
    return legs.flatMap { leg in
      TrendMeasure.allCases.compactMap { WeeksTrend(points, leg: leg, measure: $0, legCount: legs.count) }
    }
  }

  /// How many of the first and of the latest days are compared in words: five, or fewer where there are fewer than ten.
  public var compared: Int { min(5, max(1, days.count / 2)) }
}
