import ConfigurationFiles
import History
import Recording

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

/// What is done with the folder of a live session once it is complete. It makes no session fail: what does not work is
/// told in one sentence.
struct SessionKeeping {
  /// The session folder.
  let folder: String
  /// Long enough for another command to finish, short enough for a runner who waits.
  private static let waitSeconds = 20.0

  /// Adds the session; returns what to tell: what was done, and how to have it otherwise.
  func addToHistory(store: StoreOption) -> [String] {
    do {
      let path = try store.path()
      let history = try HistoryStore(path: path, waitSeconds: Self.waitSeconds)
      let addition = try history.add(session: folder)
      switch addition {
      case .added(let number): return ["History: session \(number), in \(path)"]
      case .alreadyThere(let number), .sameRun(let number, _), .replaced(let number):
        let words = try AdditionWords(
          addition, session: history.session(number),
          again: [folder] + (store.store.map { ["--store", $0] } ?? []))
        return ["History: this run is session \(number) already, in \(path)", "It \(words.text)"]
      }
    } catch {
      let later = ShellCommand(["glutecue", "history", "add", folder])
      StandardError.say(
        "The session is complete, but it is not in the history. Add it later with: \(later). \(error)")
      return []
    }
  }
}
