import EMGUnits

/// The value of a setting.
public enum SettingValue: Sendable, Hashable {
  /// A number in the setting's unit.
  case number(Double)
  /// A word, or a channel map in the form of `--map`.
  case word(String)
  /// Two corners.
  case band(FrequencyBand)
  /// True or false.
  case truth(Bool)

  /// The number as people write it: 0.45, not the nearest `Float`.
  static func decimal(_ value: Float) -> SettingValue { .number(Double("\(value)") ?? Double(value)) }
}

extension SettingValue: CustomStringConvertible {
  /// As it stands in a file: `0.45`, `faded`, `[30, 450]`, `true`.
  public var description: String {
    switch self {
    case .number(let value): Int(exactly: value).map { "\($0)" } ?? "\(value)"
    case .word(let word): word
    case .band(let band): "[\(SettingValue.number(band.low.value)), \(SettingValue.number(band.high.value))]"
    case .truth(let value): "\(value)"
    }
  }
}
