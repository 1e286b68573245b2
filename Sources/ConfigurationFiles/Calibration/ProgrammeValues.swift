import Biofeedback
import CalibrationProtocol
import EMGUnits
import Files
import Yams

/// The values of one group of keys in a programme file, read and checked.
struct ProgrammeValues {
  let keys: PlanKeys
  private let mapping: Node.Mapping?

  init(_ node: Node, _ keys: PlanKeys) {
    mapping = node.mapping
    self.keys = keys
  }

  /// Nil where the key is not there.
  func text(_ key: String) throws(ConfigurationError) -> String? {
    guard let value = mapping?[key] else { return nil }
    guard let text = value.scalar?.string, !text.isEmpty else { throw keys.wrong(value, "\(key) must be text.") }
    return text
  }

  /// A number within a range.
  func number(_ key: String, _ range: ClosedRange<Double>) throws(ConfigurationError) -> Double? {
    guard let value = mapping?[key] else { return nil }
    guard let number = value.scalar.flatMap({ Double($0.string) }), range.contains(number) else {
      throw wrong(value, key, "\(range.lowerBound.plain) to \(range.upperBound.plain)")
    }
    return number
  }

  /// A whole number within a range.
  func whole(_ key: String, _ range: ClosedRange<Int>) throws(ConfigurationError) -> Int? {
    guard let value = mapping?[key] else { return nil }
    guard let number = value.scalar.flatMap({ Int($0.string) }), range.contains(number) else {
      throw wrong(value, key, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// A part, written as a fraction or in per cent: 0.5, 50%.
  func part(_ key: String, _ range: ClosedRange<Double>) throws(ConfigurationError) -> Double? {
    guard let value = mapping?[key] else { return nil }
    let text = value.scalar?.string ?? ""
    let digits = text.hasSuffix("%") ? String(text.dropLast().reversed().drop { $0 == " " }.reversed()) : text
    guard let number = Double(digits), range.contains(text.hasSuffix("%") ? number / 100 : number) else {
      throw wrong(
        value, key,
        "\(range.lowerBound.plain) to \(range.upperBound.plain), or percent up to "
          + "\((100 * range.upperBound).plain)%")
    }
    return text.hasSuffix("%") ? number / 100 : number
  }

  /// What strides are to reach; nil for none.
  func aim() throws(ConfigurationError) -> TrainingAim? {
    guard let text = try text("aim"), let value = mapping?["aim"] else { return nil }
    do { return try TrainingAim.parsing(text) } catch { throw keys.wrong(value, "aim: \(error.message)") }
  }

  /// When failing strides are heard.
  func policy() throws(ConfigurationError) -> CuePolicyKind? {
    guard let text = try text("policy"), let value = mapping?["policy"] else { return nil }
    guard let policy = CuePolicyKind(rawValue: text) else {
      throw wrong(value, "policy", "one of: " + CuePolicyKind.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return policy
  }

  private func wrong(_ value: Node, _ key: String, _ allowed: String) -> ConfigurationError {
    keys.wrong(value, "\(key) is “\(value.scalar?.string.visible() ?? "a group")”, allowed is \(allowed).")
  }

}
