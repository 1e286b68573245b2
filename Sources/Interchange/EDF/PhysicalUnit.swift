/// The unit of a signal in an EDF header, chosen so that the ends of its range fit into eight characters without losing
/// digits.
struct PhysicalUnit: Hashable {
  /// As the header has it.
  let name: String
  /// From µV, or from percent of full scale, to this unit.
  let factor: Double

  /// For voltages, the usual one first.
  static let voltages = [
    PhysicalUnit(name: "uV", factor: 1), PhysicalUnit(name: "mV", factor: 1e-3), PhysicalUnit(name: "V", factor: 1e-6),
    PhysicalUnit(name: "nV", factor: 1e3), PhysicalUnit(name: "uV", factor: 1, isLastResort: true),
  ]
  /// For parts of full scale: percent, or times.
  static let parts = [
    PhysicalUnit(name: "%", factor: 1), PhysicalUnit(name: "1", factor: 1e-2),
    PhysicalUnit(name: "%", factor: 1, isLastResort: true),
  ]

  private let isLastResort: Bool

  private init(name: String, factor: Double, isLastResort: Bool = false) {
    self.name = name
    self.factor = factor
    self.isLastResort = isLastResort
  }

  /// Whether a range of ± `value` µV or percent can be said with at least six digits, or at least what the loudest sample
  /// needs of it; as a last resort with fewer digits, for a range so small that no unit has them.
  func holds(_ value: Double, loudest: Double) -> Bool {
    min(value, loudest) * factor <= PhysicalNumber.largest && (isLastResort || value * factor >= 1)
  }
}

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
