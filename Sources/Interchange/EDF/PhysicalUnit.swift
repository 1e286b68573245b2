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
