/// Numbers in the eight characters that an EDF header has for them, of which a minus takes one.
enum PhysicalNumber {
  /// Digits after the point that seven characters leave; 0 for a number of more than five digits.
  private static func decimals(_ value: Double) -> Int {
    var digits = 1
    var rest = value.magnitude
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    return max(0, 6 - digits)
  }

  private static func power(_ value: Double) -> Double {
    var scale = 1.0
    for _ in 0..<decimals(value) { scale *= 10 }
    return scale
  }

  /// Whether the number and its negative can be written without rounding.
  static func isExact(_ value: Double) -> Bool {
    let scaled = value * power(value)
    return scaled < 1e7 && abs(scaled - scaled.rounded()) <= scaled * 1e-12
  }

  /// The largest whole number that, with a minus in front, has eight characters.
  static let largest = 9_999_999.0

  /// The closest number above 0 that can be written; it may use all eight characters.
  static func nearest(_ value: Double) -> Double {
    let scale = power(value) * 10
    return (value * scale).rounded() / scale
  }

  /// The smallest number, not below, that can be written with its negative.
  static func above(_ value: Double) -> Double {
    let scale = power(value)
    return (value * scale).rounded(.up) / scale
  }
}
