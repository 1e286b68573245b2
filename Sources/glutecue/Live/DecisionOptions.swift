import ArgumentParser
import Biofeedback
import EMGUnits
import ConfigurationFiles

/// When a stride counts as silent or weak.
struct DecisionOptions: ParsableArguments {
  @Option(name: SettingKey.silentBelow.option, parsing: .unconditional, help: SettingKey.silentBelow.help)
  var silentBelow: String?
  @Option(name: SettingKey.silentRatioBelow.option, parsing: .unconditional, help: SettingKey.silentRatioBelow.help)
  var silentRatioBelow: String?
  @Option(name: SettingKey.weakLevel.option, parsing: .unconditional, help: SettingKey.weakLevel.help)
  var weakLevel: String?

  @Option(
    help: ArgumentHelp(
      "Another value for one threshold of the core, for trials: decision.slowing-above=1.2. May be repeated; `glutecue config "
        + "--tuning` lists them.", valueName: "name=value"))
  var threshold: [String] = []

  /// The settings with the thresholds that are given.
  ///
  /// - Throws: `ConfigurationError` for a threshold that does not exist, or a value that makes no sense.
  func applying(to feedback: FeedbackSettings) throws(ConfigurationError) -> FeedbackSettings {
    var feedback = feedback
    for entry in threshold {
      let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let value = Float(parts[1]), value.isFinite else {
        throw ConfigurationError(
          "--threshold \(entry) is no threshold. Expected: NAME=NUMBER, as decision.slowing-above=1.2.")
      }
      try feedback.tuning.set(parts[0], to: value)
    }
    return feedback
  }

  /// What is given.
  func layer() throws(ConfigurationError) -> SettingsLayer {
    try SettingFlags([
      .silentBelow: silentBelow, .silentRatioBelow: silentRatioBelow, .weakLevel: weakLevel,
    ]).layer()
  }
}
