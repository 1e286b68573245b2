import Recording
import Settings

/// `settings.yaml` of a session folder: what a replay of the recording needs to come to the same strides and cues.
enum SessionSettings {
  /// The copy of the profile in the session folder.
  static let profileName = "profile.json"

  /// The text of the file.
  static func text(of settings: EffectiveSettings) -> String {
    var settings = settings
    if let profile = settings[.profile] {
      settings.add([.profile: Setting(.word(SessionSettings.profileName), from: profile.origin)])
    }
    // what the recording of a session holds, whatever its input held
    if let unit = settings[.unit] {
      settings.add([.unit: Setting(.word(SampleUnit.fullScale.rawValue), from: unit.origin)])
    }
    return "# The settings of this session. What recording.json says about the recording wins.\n\n"
      + SettingsYAML(settings).text
  }

  /// What a file says, and nothing else: neither the user's own file nor variables count for a session of the past.
  ///
  /// - Parameter path: nil for the defaults.
  static func read(_ path: String?) throws(SettingsFailure) -> EffectiveSettings {
    try SettingsSources(environment: [:], file: path).settings()
  }
}
