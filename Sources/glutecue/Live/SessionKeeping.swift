import Biofeedback
import ConfigurationFiles
import EMGUnits
import Foundation
import History
import LiveSession
import Recording
import SessionResults

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
    settings.reset(.rate)
    // names are those of the input; the recording's sidecar has the numbers
    if case .word(let map)? = settings[.map]?.value, (try? WrittenChannelMap(parsing: map))?.numbers == nil {
      settings.reset(.map)
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

/// Writes where the aim `grow` stands back to the profile, at a session's end. It makes no session fail: what does not work is
/// told in one sentence.
struct AimKeeping {
  /// The profile's path; nil without one.
  let path: String?
  /// The profile's date when the session began.
  let made: String?

  /// What to tell; nothing with another aim.
  func keep(_ summary: SessionSummary) -> [String] {
    let levels = summary.legs.compactMap { leg in
      leg.aim?.nextLevel.map { (leg: leg.leg.flatMap(Side.init), level: $0) }
    }
    guard let path, let made, !levels.isEmpty else { return [] }
    guard !isCopyOfASession(path) else {
      return ["Aim: not kept, because \(path.shownName) belongs to a session that is over."]
    }
    do {
      switch try ProfileAim.keep(levels, in: path, made: made) {
      case .kept: return ["Aim: the next run begins at \(words(levels, summary)), kept in \(path.shownName)."]
      case .otherProfile:
        return ["Aim: not kept, because \(path.shownName) was replaced by another calibration while you ran."]
      }
    } catch {
      StandardError.say("The session is complete, but the aim could not be kept in the profile: \(error)")
      return []
    }
  }

  /// The folder of a session keeps the profile as it was, so that its recording gives the same strides again.
  private func isCopyOfASession(_ path: String) -> Bool {
    let folder = URL(filePath: path).deletingLastPathComponent()
    return ["settings.yaml", "strides.csv"].allSatisfy {
      FileManager.default.fileExists(atPath: folder.appending(path: $0).path)
    }
  }

  private func words(_ levels: [(leg: Side?, level: Double)], _ summary: SessionSummary) -> String {
    levels.map { leg, level in
      let aim = summary.legs.first { $0.leg == leg?.rawValue }?.aim
      let name = leg.map { "\($0.rawValue) leg " } ?? ""
      return name + AimWords.level(level, unit: aim?.unit ?? "")
    }.joined(separator: ", ")
  }
}

/// Where a session is kept when nobody says.
enum LiveFolder {
  /// A new folder for a session on a sound card or stream, named by date and time; nil for other inputs.
  static func dated(for input: String) throws -> String? {
    guard try Endpoint("--input", input).isLive else { return nil }
    guard let parent = SessionFolder.standardParent(environment: ProcessInfo.processInfo.environment) else {
      throw ConfigurationError(
        "There is no home folder for the session (HOME and XDG_DATA_HOME are not set). Choose a place with --output "
          + "DIR.")
    }
    return try SessionFolder.make(in: parent)
  }
}
