import Files

/// The settings in effect as JSON: `{"cues": {"policy": {"value": "faded", "origin": "run.yaml:5"}}}`.
public struct SettingsJSON: Encodable, Sendable {
  private struct Entry: Encodable {
    let value: SettingValue?
    let unit: String?
    let origin: String

    enum CodingKeys: CodingKey { case value, unit, origin }

    /// A setting that is not known is null, not missing.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(value, forKey: .value)
      try container.encodeIfPresent(unit, forKey: .unit)
      try container.encode(origin, forKey: .origin)
    }
  }

  private let settings: EffectiveSettings

  /// Takes the settings.
  public init(_ settings: EffectiveSettings) { self.settings = settings }

  /// By group and name.
  public func encode(to encoder: any Encoder) throws {
    var groups: [String: [String: Entry]] = [:]
    for key in SettingKey.allCases {
      let setting = settings[key]
      groups[key.group, default: [:]][key.name] = Entry(
        value: setting?.value, unit: key.definition.unit, origin: setting.map { "\($0.origin)" } ?? "not set")
    }
    try groups.encode(to: encoder)
  }

  /// Keys in alphabetical order, and a line end.
  public func text() throws -> String { try JSONText.text(self, keys: .asNamed) }
}

extension SettingValue: Encodable {
  /// A number, text, two numbers or a truth value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let value): try container.encode(value)
    case .word(let word): try container.encode(word)
    case .band(let band): try container.encode([band.low.value, band.high.value])
    case .truth(let value): try container.encode(value)
    }
  }
}
