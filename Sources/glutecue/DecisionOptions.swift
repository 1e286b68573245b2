import ArgumentParser
import EMGUnits
import Settings

/// When a stride counts as silent or weak.
struct DecisionOptions: ParsableArguments {
  @Option(name: SettingKey.silentBelow.option, parsing: .unconditional, help: SettingKey.silentBelow.help)
  var silentBelow: String?
  @Option(name: SettingKey.silentRatioBelow.option, parsing: .unconditional, help: SettingKey.silentRatioBelow.help)
  var silentRatioBelow: String?
  @Option(name: SettingKey.weakLevel.option, parsing: .unconditional, help: SettingKey.weakLevel.help)
  var weakLevel: String?

  /// What is given.
  func layer() throws(ConfigurationError) -> SettingsLayer {
    try SettingFlags([
      .silentBelow: silentBelow, .silentRatioBelow: silentRatioBelow, .weakLevel: weakLevel,
    ]).layer()
  }
}
