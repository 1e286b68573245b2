import EMGUnits
import Recording

/// Why there are no settings.
public enum SettingsFailure: Error, Sendable, Hashable {
  /// A settings file cannot be read or written.
  case file(RecordingError)
  /// A setting is wrong; the message says where it stands.
  case configuration(ConfigurationError)
}
