import CalibrationProtocol
import EMGUnits
import Yams

/// One step of a protocol file.
struct PlanStepReading {
  private static let plainKeys = ["id", "kind", "title", "instruction", "muscle", "trials", "seconds", "rest", "lead"]
  private static let conditionKeys = CalibrationStep.Kind.allCases.flatMap(\.conditions).filter { !$0.isEmpty }

  private let node: Node
  private let mapping: Node.Mapping
  private let keys: PlanKeys

  init(_ node: Node, _ keys: PlanKeys) throws(ConfigurationError) {
    guard let mapping = node.mapping else {
      throw keys.wrong(node, "a step must be a group of keys: id, kind, title, ….")
    }
    self.node = node
    self.mapping = mapping
    self.keys = keys
    for (key, _) in mapping {
      try keys.check(key, among: Self.plainKeys + Self.conditionKeys, of: "a step")
    }
  }

  /// The step, not yet checked against the others.
  func step() throws(ConfigurationError) -> CalibrationStep {
    let kind = try kind()
    var conditions: [String: String] = [:]
    for name in kind.conditions where mapping[name] != nil { conditions[name] = try text(name) }
    if let stray = Self.conditionKeys.first(where: { mapping[$0] != nil && !kind.conditions.contains($0) }),
      let value = mapping[stray]
    {
      throw keys.wrong(value, "the key \(stray) does not belong to a step of kind \(kind.rawValue).")
    }
    return CalibrationStep(
      id: try text("id"), kind: kind, title: try text("title"), instruction: try text("instruction"),
      conditionInstructions: conditions, muscle: try muscle(), trials: try whole("trials"),
      seconds: try number("seconds"), restSeconds: try number("rest"), leadSeconds: try number("lead"))
  }

  private func kind() throws(ConfigurationError) -> CalibrationStep.Kind {
    let word = try text("kind")
    guard let kind = CalibrationStep.Kind(rawValue: word) else {
      let known = CalibrationStep.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw keys.wrong(mapping["kind"] ?? node, "kind is “\(word)”, allowed is one of: \(known).")
    }
    return kind
  }

  private func muscle() throws(ConfigurationError) -> Muscle? {
    guard let value = mapping["muscle"] else { return nil }
    let word = value.scalar?.string ?? ""
    guard let muscle = Muscle(rawValue: word) else {
      let known = Muscle.allCases.map(\.rawValue).joined(separator: ", ")
      throw keys.wrong(value, "muscle is “\(word)”, allowed is one of: \(known).")
    }
    return muscle
  }

  private func text(_ key: String) throws(ConfigurationError) -> String {
    guard let value = mapping[key] else { throw keys.wrong(node, "a step needs the key \(key).") }
    guard let text = value.scalar?.string, !text.isEmpty else { throw keys.wrong(value, "\(key) must be text.") }
    return text
  }

  private func number(_ key: String) throws(ConfigurationError) -> Double? {
    guard let value = mapping[key] else { return nil }
    guard let number = value.scalar.flatMap({ Double($0.string) }), number.isFinite else {
      throw keys.wrong(value, "\(key) is “\(value.scalar?.string ?? "a group")”, it must be a number.")
    }
    return number
  }

  private func whole(_ key: String) throws(ConfigurationError) -> Int? {
    guard let number = try number(key), let value = mapping[key] else { return nil }
    guard let whole = Int(exactly: number) else { throw keys.wrong(value, "\(key) must be a whole number.") }
    return whole
  }
}
