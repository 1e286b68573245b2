import EMGUnits
import Files

/// Where a value comes from.
public enum SettingOrigin: Sendable, Hashable {
  /// Nobody said anything.
  case standard
  /// A line of a file.
  case file(path: String, line: Int)
  /// An environment variable.
  case variable(String)
  /// A flag, with its dashes.
  case flag(String)
}

extension SettingOrigin: CustomStringConvertible {
  /// `default`, `run.yaml:5`, `GLUTECUE_CUES_POLICY` or `--cue-policy`.
  public var description: String {
    switch self {
    case .standard: "default"
    case .file(let path, let line): "\(path):\(line)"
    case .variable(let name), .flag(let name): name
    }
  }
}

/// A value, and where it comes from.
public struct Setting: Sendable, Hashable {
  /// What it is.
  public var value: SettingValue
  /// Who said so.
  public var origin: SettingOrigin

  /// Joins both.
  public init(_ value: SettingValue, from origin: SettingOrigin) {
    self.value = value
    self.origin = origin
  }
}

/// What one source says; keys that it does not mention are missing.
public typealias SettingsLayer = [SettingKey: Setting]

extension SettingKey {
  /// A setting from the text given to a flag.
  ///
  /// - Throws: `--cue-policy often: Allowed is every, limit, ….`
  public func setting(flag text: String) throws(ConfigurationError) -> Setting {
    let flag = "--\(definition.flag)"
    return Setting(try value(text, shown: "\(flag) \(text)"), from: .flag(flag))
  }

  /// A setting from the value of its environment variable.
  ///
  /// - Throws: `GLUTECUE_CUES_POLICY=often: Allowed is every, limit, ….`
  public func setting(variable text: String) throws(ConfigurationError) -> Setting {
    Setting(try value(text, shown: "\(variable)=\(text)"), from: .variable(variable))
  }

  private func value(_ text: String, shown: String) throws(ConfigurationError) -> SettingValue {
    do throws(SettingRefusal) {
      return try definition.value(.plain(text))
    } catch {
      switch error {
      case .allowed(let allowed):
        throw ConfigurationError("\(shown): Allowed is \(allowed).\(definition.question(text))")
      case .reason(let reason): throw ConfigurationError("\(shown): \(reason)")
      }
    }
  }
}

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
    case .number(let value): value.plain
    case .word(let word): word
    case .band(let band): "[\(SettingValue.number(band.low.value)), \(SettingValue.number(band.high.value))]"
    case .truth(let value): "\(value)"
    }
  }
}
