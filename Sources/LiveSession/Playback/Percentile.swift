import Histogram
import SessionResults

/// Times collected into percentiles (HdrHistogram: a microsecond to a minute, three significant digits).
struct Percentile {
  private static let mostMicroseconds = 60_000_000

  private var histogram = Histogram<UInt32>(
    lowestDiscernibleValue: 1, highestTrackableValue: UInt64(Percentile.mostMicroseconds),
    numberOfSignificantValueDigits: .three)

  /// How many times were collected.
  var count: Int { Int(histogram.totalCount) }

  /// Adds a time; one below zero counts as 0, one above a minute as a minute.
  mutating func add(_ nanoseconds: Int) {
    histogram.record(UInt64(min(max(0, nanoseconds / 1000), Self.mostMicroseconds)))
  }

  /// For the summary, in milliseconds; nil when nothing was collected.
  var summary: SessionSummary.Percentiles? {
    guard count > 0 else { return nil }
    let value = { (percentile: Double) in Double(histogram.valueAtPercentile(percentile)) / 1000 }
    return SessionSummary.Percentiles(
      count: count, median: value(50), p99: value(99), p999: value(99.9), max: Double(histogram.max) / 1000)
  }
}
