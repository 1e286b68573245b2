import ArgumentParser
import EMGUnits
import Settings

/// What each stride is to reach, and what the first words compare with.
struct AimOptions: ParsableArguments {
  @Option(name: SettingKey.aim.option, help: SettingKey.aim.help)
  var aim: String?
  @Option(name: SettingKey.against.option, help: SettingKey.against.help)
  var against: String?
  @Option(name: SettingKey.feedbackShare.option, parsing: .unconditional, help: SettingKey.feedbackShare.help)
  var feedbackShare: String?

  /// What is given.
  func layer() throws(ConfigurationError) -> SettingsLayer {
    try SettingFlags([.aim: aim, .against: against, .feedbackShare: feedbackShare]).layer()
  }
}
