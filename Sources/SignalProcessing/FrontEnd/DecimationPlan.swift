import EMGUnits

/// How a device rate is brought down to about 2 kHz: first by averaging, then by a windowed-sinc filter.
///
/// Rates below 3600 Hz pass unchanged. Above 12 kHz the first stage divides by `averagingFactor` to 6–12 kHz; the second
/// divides by `sincFactor`. 48 000 Hz gives 4 × 6 → 2000 Hz, 44 100 Hz gives 7 × 3 → 2100 Hz.
public struct DecimationPlan: Sendable, Hashable {
  /// Rates that the product accepts.
  public static let allowedRates = 500.0...192_000.0
  /// The core rate that plans aim at.
  static let target = 2000.0
  /// Below this rate nothing is decimated.
  static let unchangedBelow = 3600.0

  /// The device rate.
  public let inputRate: Hertz
  /// Division by the averaging stage; 1 when there is none.
  public let averagingFactor: Int
  /// Division by the windowed-sinc stage; 1 when there is none.
  public let sincFactor: Int

  /// Input frames per output sample.
  public var factor: Int { averagingFactor * sincFactor }
  /// The rate after both stages: 500–3599 Hz where nothing is decimated, else 1600–2400 Hz.
  public var outputRate: Hertz { Hertz(inputRate.value / Double(factor)) }
  /// The rate between the stages.
  var middleRate: Double { inputRate.value / Double(averagingFactor) }

  /// Plans for a device rate of 500–192 000 Hz.
  public init(inputRate: Hertz) throws(ConfigurationError) {
    let rate = inputRate.value
    guard rate.isFinite, Self.allowedRates.contains(rate) else {
      throw ConfigurationError("Sample rate \(inputRate) is not between 500 Hz and 192000 Hz.")
    }
    self.inputRate = inputRate
    var best = (averaging: 1, sinc: 1, miss: rate < Self.unchangedBelow ? 0 : Double.infinity)
    for averaging in 1...32 where best.miss > 0 {
      let middle = rate / Double(averaging)
      guard averaging == 1 ? rate <= 12_000 : (6000...12_000).contains(middle) else { continue }
      for sinc in 2...7 {
        let miss = abs(middle / Double(sinc) - Self.target)
        if miss < best.miss { best = (averaging, sinc, miss) }
      }
    }
    averagingFactor = best.averaging
    sincFactor = best.sinc
  }
}
