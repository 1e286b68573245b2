import ArgumentParser
import EMGUnits
import ConfigurationFiles

extension SettingKey {
  /// The flag as ArgumentParser takes it.
  var option: NameSpecification { .customLong(definition.flag) }

  /// The help of the flag.
  var help: ArgumentHelp {
    let standard = definition.standard.map { ", default \($0)" } ?? ""
    return ArgumentHelp(
      "\(definition.meaning) (\(definition.allowed)\(standard))",
      discussion: definition.details.joined(separator: "\n"), valueName: definition.valueName)
  }
}

extension SettingDefinition {
  /// What stands in the place of the value in help.
  fileprivate var valueName: String {
    switch type {
    case .map: "role=channel,…"
    case .number: unit?.lowercased() ?? "number"
    case .band: "low,high"
    case .choice: "word"
    case .truth: "true|false"
    case .file: "file"
    case .aim: "kind:percent"
    case .name: "name|code"
    }
  }
}

/// Flags that set something, with the texts given to them.
struct SettingFlags {
  private let texts: [(key: SettingKey, text: String?)]

  /// Takes each key with its text; nil when the flag is not there.
  init(_ texts: KeyValuePairs<SettingKey, String?>) { self.texts = texts.map { ($0.key, $0.value) } }

  /// What is given, read and checked.
  func layer() throws(ConfigurationError) -> SettingsLayer {
    var layer = SettingsLayer()
    for (key, text) in texts {
      if let text { layer[key] = try key.setting(flag: text) }
    }
    return layer
  }
}
