import ArgumentParser
import EMGUnits
import Foundation
import History
import Settings

/// Whether a session goes into the history.
struct HistoryOptions: ParsableArguments {
  @Option(name: SettingKey.historyAdd.option, help: SettingKey.historyAdd.help)
  var history: String?
  @Flag(name: .customLong("no-history"), help: "The same as --history false.")
  var noHistory = false

  /// What is given.
  func layer() throws(ConfigurationError) -> SettingsLayer {
    if noHistory, history != nil {
      throw ConfigurationError("--history and --no-history are both given. Say one of them.")
    }
    return try SettingFlags([.historyAdd: noHistory ? "false" : history]).layer()
  }
}

/// Where the history is.
struct StoreOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "File of the history. (default: $XDG_DATA_HOME/glutecue/history.sqlite, or "
        + "~/.local/share/glutecue/history.sqlite)", valueName: "file"))
  var store: String?

  /// The path of the file.
  ///
  /// - Throws: without a home folder.
  func path() throws(ConfigurationError) -> String {
    if let store {
      guard !store.isEmpty, !store.utf8.contains(0) else {
        throw ConfigurationError("--store needs the name of a file. Example: --store history.sqlite.")
      }
      return store
    }
    guard let usual = HistoryLocation.usual(ProcessInfo.processInfo.environment) else {
      throw ConfigurationError("There is no home folder to keep the history in. Say where with --store FILE.")
    }
    return usual
  }

  /// Opens the history; makes it if missing.
  func open() throws -> HistoryStore { try HistoryStore(path: try path()) }

  /// Opens the history to look at it, also where it cannot be changed; nil when there is none yet.
  func toRead() throws -> HistoryStore? { try HistoryStore.toRead(at: try path()) }

  /// Opens the history; nil when there is none yet.
  func existing() throws -> HistoryStore? { try HistoryStore.existing(at: try path()) }
}
