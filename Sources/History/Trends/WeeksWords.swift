import EMGUnits
import Files
import Glibc
import SessionResults

/// A trend over weeks in plain words.
public struct WeeksWords {
  private let trend: WeeksTrend

  /// Says what `trend` found.
  public init(_ trend: WeeksTrend) { self.trend = trend }

  /// `Level of the glute against the hamstring, left leg`.
  public var title: String {
    let name = trend.measure.name
    return name.prefix(1).uppercased() + name.dropFirst() + (trend.leg.isEmpty ? "" : ", \(trend.leg) leg")
  }

  /// The answer: `changed beyond chance since 2026-03-28 (day 14 of 24)`.
  public var answer: String {
    switch trend.finding {
    case .tooFew(let first):
      let days = trend.days.count == 1 ? "1 day" : "\(trend.days.count) days"
      return "\(days) so far; from day \(first) on a change can be told apart from day-to-day scatter"
    case .unchanged:
      return
        "no change that can be told apart from day-to-day scatter in \(trend.days.count) days (smallest: \(factor), "
        + "\(sides))"
    case .changed(let since, let day):
      return "changed beyond chance since \(since.date) (day \(day) of \(trend.days.count))"
    case .wentBack(let since):
      return "changed beyond chance since \(since.date), and has gone back by more than half"
    }
  }

  /// By how much: both ends, and the line; nil where there is none.
  public var amount: String? {
    let count = trend.compared
    guard trend.days.count >= 2, let line = trend.line, let first = trend.days.first, let last = trend.days.last else {
      return nil
    }
    let mean = { (days: ArraySlice<TrendDay>) in days.reduce(0) { $0 + $1.decibels } / Double(days.count) }
    let (before, after) = (mean(trend.days.prefix(count)), mean(trend.days.suffix(count)))
    let change = line.change(from: first.moment, to: last.moment)
    return "First \(Self.number(count)) days \(trend.measure.text(before)), latest \(Self.number(count)) "
      + "\(trend.measure.text(after)). Trend line from \(first.moment.date) to \(last.moment.date): "
      + "\(Self.factor(change.decibels)) (95 % interval \(Self.factor(change.interval.lowerBound)) … "
      + "\(Self.factor(change.interval.upperBound)))."
  }

  /// What could be told apart, and how that is known.
  public var smallest: String {
    let single = Self.factor(trend.smallest.decibels(1, against: 1))
    let change = "The smallest change that can be told from scatter: \(single) between two single days"
    let several = trend.compared > 1 ? ", \(factor) for \(sides)" : ""
    return change + several + " (\(Self.source(trend.smallest)))."
  }

  private var factor: String { Self.factor(trend.smallest.decibels(trend.compared, against: trend.compared)) }

  private var sides: String {
    trend.compared == 1
      ? "one day against one" : "\(Self.number(trend.compared)) days against \(Self.number(trend.compared))"
  }

  /// How the scatter is known.
  public static func source(_ change: SmallestChange) -> String {
    switch change.source {
    case .own(let days):
      "from the scatter of these \(days) days about their line, \(change.scatterDb.decimals(1)) dB a day"
    case .published(let percent, let muscles):
      "from others, CV \(percent.decimals(0)) % between days"
        + (muscles > 1 ? " of each muscle" : "") + ", Colyer & McGuigan 2018, J Sports Sci Med 17:101; from "
        + "\(SmallestChange.fewestDays) days on, from your own"
    }
  }

  /// `×4.1`; `×0.50` for a fall.
  public static func factor(_ decibels: Double) -> String {
    let value = pow(10, decibels / 20)
    return "×\(value.decimals(value < 0.995 ? 2 : 1))"
  }

  private static func number(_ count: Int) -> String {
    ["no", "one", "two", "three", "four", "five"].indices.contains(count)
      ? ["no", "one", "two", "three", "four", "five"][count] : "\(count)"
  }

  /// How often the answer is wrong about somebody who does not change.
  public static let sureness =
    "Each day is compared with all earlier days (Kendall). Of 1,000 people who do not change, at most "
    + "\(WeeksTrend.falseAlarmsPerThousand) ever see a reported change, however often they look."

  /// Sessions that were left out, joined by their reason.
  public var leftOut: [String] { ComparisonWords.leftOut(trend.leftOut) }
}
