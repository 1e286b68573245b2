/// Settings as a YAML file: those in effect with where they come from, or a template to start from.
public struct SettingsYAML: Sendable {
  private let settings: EffectiveSettings

  /// Takes the settings.
  public init(_ settings: EffectiveSettings) { self.settings = settings }

  /// Every setting on a line with its origin: `policy: faded  # run.yaml:5`. Read as a file it gives the same settings.
  public var text: String {
    let lines = SettingKey.allCases.map { key in
      let setting = settings[key]
      let line = setting.map { "  \(key.name): \(Self.scalar($0.value))" } ?? "  # \(key.name):"
      return (key: key, line: line, origin: setting.map { "\($0.origin)" } ?? "not set")
    }
    let width = lines.map(\.line.count).max() ?? 0
    return grouped { key in
      lines.filter { $0.key == key }.map { line in
        line.line + String(repeating: " ", count: width + 2 - line.line.count) + "# " + Self.printable(line.origin)
      }
    }
  }

  /// A file with all keys explained. Those at their default are commented out, so that a later version may improve them.
  public var template: String {
    """
    # Settings of GluteCue. Commented lines show the default: remove the “# ” in front of a key to set it.
    # Later wins: default, your own file (~/.config/glutecue/config.yaml), --config FILE, the recording's sidecar
    # (only what is below input:), environment variable, flag. `glutecue config` shows what is in effect.


    """
      + grouped { key in
        let definition = key.definition
        let setting = settings[key]
        let isStandard = setting?.value == definition.standard
        return [
          "",
          (["  # \(definition.meaning)"] + definition.details.map { "  #   \($0)" }).joined(separator: "\n"),
          "  # Allowed: \(definition.allowed). Also --\(definition.flag) and \(key.variable).",
          "  \(isStandard ? "# " : "")\(key.name): \(Self.scalar(setting?.value ?? definition.example))",
        ]
      }
  }

  private func grouped(_ lines: (SettingKey) -> [String]) -> String {
    SettingKey.groups.map { group in
      "\(group):\n" + SettingKey.keys(in: group).flatMap(lines).map { $0 + "\n" }.joined()
    }.joined(separator: "\n")
  }

  /// A value as YAML takes it: words that could be read as something else stand in quotes.
  private static func scalar(_ value: SettingValue) -> String {
    guard case .word(let word) = value, !isPlain(word) else { return value.description }
    let escaped = word.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case let other where other.properties.generalCategory == .control: "\\u" + hexadecimal(other)
      default: "\(scalar)"
      }
    }
    return "\"\(escaped.joined())\""
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func isPlain(_ word: String) -> Bool {
    guard let first = word.first, first.isASCII, first.isLetter || first.isNumber || "/~_.".contains(first) else {
      return false
    }
    return word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/~_.,=-+".contains($0)) }
      && !["null", "~"].contains(word.lowercased())
  }

  /// A path may hold anything, a comment only one line.
  private static func printable(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
  }
}
