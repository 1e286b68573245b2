import Foundation
import ConfigurationFiles
import Testing

/// The table in `docs/settings.md` says what the list of keys says.
@Suite struct SettingsDocumentationTests {
  private static let path = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../docs/settings.md").standardizedFileURL.path

  @Test func theTableHoldsEveryKeyAndNothingElse() throws {
    let lines = try String(contentsOfFile: Self.path, encoding: .utf8).split(separator: "\n").map(String.init)
    #expect(lines.filter { $0.hasPrefix("| `") } == SettingKey.allCases.map(Self.row))
  }

  private static func row(_ key: SettingKey) -> String {
    let definition = key.definition
    let cells = [
      "`\(key.rawValue)`", definition.allowed, definition.standard.map { "`\($0)`" } ?? "", "`\(key.variable)`",
      "`--\(definition.flag)`", definition.explanation,
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }

  @Test func everyFlagIsInTheHelpOfItsCommand() throws {
    for command in ["live", "train", "config", "analyze"] {
      let help = try GlutecueProcess.run([command, "--help-all"]).standardOutput
      for key in SettingKey.allCases where command != "analyze" || !["cues", "history"].contains(key.group) {
        #expect(help.contains("--\(key.definition.flag) "), "\(command) \(key)")
      }
    }
  }
}
