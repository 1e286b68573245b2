/// How values are spread: median and the middle half, with the coefficient of variation.
public struct Spread: Codable, Sendable, Hashable {
  /// The middle value.
  public let median: Double
  /// A quarter of the values lie below.
  public let lowerQuartile: Double
  /// A quarter of the values lie above.
  public let upperQuartile: Double
  /// Standard deviation over mean, in percent; meaningless for decibels and onsets, where it is left out.
  public let variationPercent: Double?
  /// How many values.
  public let count: Int

  /// Joins the values.
  init(median: Double, lowerQuartile: Double, upperQuartile: Double, variationPercent: Double?, count: Int) {
    self.median = median
    self.lowerQuartile = lowerQuartile
    self.upperQuartile = upperQuartile
    self.variationPercent = variationPercent
    self.count = count
  }

  /// Nil when there are none.
  package init?(_ values: [Double]) { self.init(sorted: values.sorted()) }

  /// Of values in rising order; nil when there are none.
  init?(sorted: [Double]) {
    guard !sorted.isEmpty else { return nil }
    let at = { (fraction: Double) -> Double in
      let place = fraction * Double(sorted.count - 1)
      let low = Int(place)
      let high = min(low + 1, sorted.count - 1)
      return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
    }
    median = at(0.5)
    lowerQuartile = at(0.25)
    upperQuartile = at(0.75)
    count = sorted.count
    let mean = sorted.reduce(0, +) / Double(count)
    let variance = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(count - 1, 1))
    variationPercent = sorted[0] > 0 && count > 1 ? 100 * variance.squareRoot() / mean : nil
  }
}
