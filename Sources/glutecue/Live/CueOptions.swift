import ArgumentParser
import EMGUnits
import Settings

/// What is heard, and when.
struct CueOptions: ParsableArguments {
  @Option(name: SettingKey.policy.option, help: SettingKey.policy.help)
  var policy: String?
  @Option(name: SettingKey.limitSeconds.option, parsing: .unconditional, help: SettingKey.limitSeconds.help)
  var limitSeconds: String?
  @Option(name: SettingKey.cuesWeak.option, help: SettingKey.cuesWeak.help)
  var weak: String?
  @Option(name: SettingKey.heartbeatSeconds.option, parsing: .unconditional, help: SettingKey.heartbeatSeconds.help)
  var heartbeatSeconds: String?
  @Option(name: SettingKey.faultRepeatSeconds.option, parsing: .unconditional, help: SettingKey.faultRepeatSeconds.help)
  var faultRepeatSeconds: String?

  /// What is given.
  func layer() throws(ConfigurationError) -> SettingsLayer {
    try SettingFlags([
      .policy: policy, .limitSeconds: limitSeconds, .cuesWeak: weak, .heartbeatSeconds: heartbeatSeconds,
      .faultRepeatSeconds: faultRepeatSeconds,
    ]).layer()
  }
}
