import EMGUnits

/// How values are spread: median and the middle 50 %, with the coefficient of variation.
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

  /// Of older versions, which may have written no more than the middle value.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    median = try values.decode(Double.self, forKey: .median)
    lowerQuartile = try values.decodeIfPresent(Double.self, forKey: .lowerQuartile) ?? median
    upperQuartile = try values.decodeIfPresent(Double.self, forKey: .upperQuartile) ?? median
    variationPercent = try values.decodeIfPresent(Double.self, forKey: .variationPercent)
    count = try values.decodeIfPresent(Int.self, forKey: .count) ?? 0
  }

  /// Nil when there are none.
  package init?(_ values: [Double]) { self.init(sorted: values.sorted()) }

  /// Of what values stand for, computed in double precision; nil when there are none.
  ///
  /// - Parameter meaning: rises with the value; nil, if at all, for the lowest, which are left out.
  init?(_ values: some Sequence<Float>, _ meaning: (Float) -> Double? = { Double($0) }) {
    let sorted = values.sorted()
    let first = sorted.firstIndex { meaning($0) != nil } ?? sorted.count
    self.init(count: sorted.count - first) { meaning(sorted[first + $0]) ?? 0 }
  }

  /// Of values in rising order; nil when there are none.
  package init?(sorted: [Double]) {
    self.init(count: sorted.count) { sorted[$0] }
  }

  /// `value` never falls with its place.
  private init?(count: Int, _ value: (Int) -> Double) {
    guard count > 0 else { return nil }
    func at(_ fraction: Double) -> Double {
      let place = fraction * Double(count - 1)
      let low = Int(bounded: place)
      let high = min(low + 1, count - 1)
      return value(low) + (place - Double(low)) * (value(high) - value(low))
    }
    median = at(0.5)
    lowerQuartile = at(0.25)
    upperQuartile = at(0.75)
    self.count = count
    let mean = (0..<count).reduce(0) { $0 + value($1) } / Double(count)
    let variance = (0..<count).reduce(0) { $0 + (value($1) - mean) * (value($1) - mean) } / Double(max(count - 1, 1))
    variationPercent = value(0) > 0 && count > 1 ? 100 * variance.squareRoot() / mean : nil
  }
}
