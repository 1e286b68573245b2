import Files
import Recording
import SessionResults

/// The line of Theil and Sen through the levels of days, with a band that holds the true line at a given day with 95 %.
///
/// The band joins two intervals that ask nothing of the shape of the scatter: of the slope, that of Sen; of the height, the
/// interval of the median of the residuals between its order statistics. Both are taken as independent: their half-widths add
/// as squares.
public struct TrendLine: Sendable {
  /// dB a day.
  public let slope: Double
  private let slopes: ClosedRange<Double>
  private let middleDay: Double
  private let height: Double
  private let heights: ClosedRange<Double>

  /// Nil for too few days.
  init?(_ days: [TrendDay]) {
    guard days.count >= SmallestChange.fewestDays else { return nil }
    let (x, y) = (days.map(\.days), days.map(\.decibels))
    guard let fit = TheilSen(x, y) else { return nil }
    slope = fit.slope
    slopes = fit.interval(inflation: 1)
    let sorted = x.sorted()
    middleDay = (sorted[(x.count - 1) / 2] + sorted[x.count / 2]) / 2
    let heights = zip(x, y).map { [slope, middleDay] in $1 - slope * ($0 - middleDay) }.sorted()
    height = (heights[(x.count - 1) / 2] + heights[x.count / 2]) / 2
    let rank = Self.outermost(x.count)
    self.heights = heights[rank]...heights[x.count - 1 - rank]
  }

  /// Of the line.
  public func decibels(at moment: Moment) -> Double { height + slope * (Self.days(moment) - middleDay) }

  /// Of the band.
  public func band(at moment: Moment) -> ClosedRange<Double> {
    let away = Self.days(moment) - middleDay
    let middle = decibels(at: moment)
    let ends = [(slopes.lowerBound - slope) * away, (slopes.upperBound - slope) * away]
    let (down, up) = (min(ends[0], ends[1]), max(ends[0], ends[1]))
    let low = (down * down + (heights.lowerBound - height) * (heights.lowerBound - height)).squareRoot()
    let high = (up * up + (heights.upperBound - height) * (heights.upperBound - height)).squareRoot()
    return (middle - low)...(middle + high)
  }

  /// The change from one moment to another in dB, and the interval of Sen.
  public func change(from start: Moment, to end: Moment) -> (decibels: Double, interval: ClosedRange<Double>) {
    let days = Self.days(end) - Self.days(start)
    return (slope * days, (slopes.lowerBound * days)...(slopes.upperBound * days))
  }

  private static func days(_ moment: Moment) -> Double { Double(moment.wallSeconds) / 86_400 }

  /// How many of the lowest and of the highest values are left out of an interval of the median that covers 95 %.
  private static func outermost(_ count: Int) -> Int {
    var chance = 1.0
    for _ in 0..<count { chance /= 2 }
    var (sum, rank) = (0.0, 0)
    while true {
      sum += chance
      guard 2 * sum <= 0.05, 2 * (rank + 1) < count else { return max(rank - 1, 0) }
      rank += 1
      chance *= Double(count - rank + 1) / Double(rank)
    }
  }
}
