import ArgumentParser
import Foundation
import Settings

/// Where settings are read from.
struct SettingsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Settings file in YAML; wins over your own ~/.config/glutecue/config.yaml. `glutecue config --write` makes one.",
      valueName: "file"))
  var config: String?

  /// The settings in effect with these flags.
  func settings(flags: SettingsLayer...) throws(SettingsFailure) -> EffectiveSettings {
    let flags = flags.reduce(into: SettingsLayer()) { $0.merge($1) { $1 } }
    return try SettingsSources(environment: ProcessInfo.processInfo.environment, file: config, flags: flags).settings()
  }
}
