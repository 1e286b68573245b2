import ArgumentParser
import ConfigurationFiles
import EMGUnits
import Files
import Foundation
import History
import Recording
import SessionResults

/// `glutecue history`: the trend over weeks, and what is kept for it.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show whether weeks of work help: glute share and silent strides, session by session.",
    discussion: """
      `live` with --output adds its session to the history; `history add` adds older ones. `glutecue log` notes release \
      work and soreness between them. Without a subcommand the trend is shown.

      EXAMPLES
        The trend of the last 20 sessions, and before against after the first noted work:
          glutecue history
        Before against after a date, or the first log entry with a word in it:
          glutecue history --compare 2026-03-01
          glutecue history --compare psoas
        The same as a page for a browser:
          glutecue history --html history.html
        Earlier sessions:
          glutecue history add runs/*
        A copy of everything, and back again on another machine:
          glutecue history export history.json
          glutecue history import history.json

      EXIT CODES
        0 done; 64 wrong options; 65 a history or file that cannot be used; 66 no such session or file; 73 the output
        exists or cannot be made; 74 reading or writing failed, locked, disk full; 77 not permitted.
      """,
    subcommands: [
      HistoryShowCommand.self, HistoryAddCommand.self, HistoryExportCommand.self, HistoryImportCommand.self,
      HistoryDeleteCommand.self,
    ],
    defaultSubcommand: HistoryShowCommand.self)
}

/// Whether a session goes into the history.
struct HistoryOptions: ParsableArguments {
  @Option(
    name: SettingKey.historyAdd.option, help: SettingKey.historyAdd.help, completion: SettingKey.historyAdd.completion)
  var history: String?
  @Flag(name: .customLong("no-history"), help: "The same as --history false.")
  var noHistory = false

  /// What is given.
  func layer() throws(ConfigurationError) -> SettingsLayer {
    if noHistory, history != nil {
      throw ConfigurationError("--history and --no-history are both given. Give only one of them.")
    }
    return try SettingFlags([.historyAdd: noHistory ? "false" : history]).layer()
  }
}

/// Where the history is.
struct StoreOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "File of the history. (default: $XDG_DATA_HOME/glutecue/history.sqlite, or "
        + "~/.local/share/glutecue/history.sqlite)", valueName: "file"), completion: .file(extensions: ["sqlite"]))
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
      throw ConfigurationError("There is no home folder for the history. Choose a place with --store FILE.")
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

/// `glutecue history delete`: takes a session out, after asking.
struct HistoryDeleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Remove a session from the history. Its folder stays.",
    discussion: """
      Asks first. A script needs --yes.

      EXAMPLES
          glutecue history delete 12
          glutecue history delete 12 --yes
      """)

  @Argument(help: ArgumentHelp("The number that `glutecue history` shows.", valueName: "session")) var number: Int64
  @Flag(help: "Do not ask.") var yes = false
  @OptionGroup var store: StoreOption

  func run() throws {
    PrivateFiles.begin()
    guard let history = try store.existing() else {
      throw CommandFailure("\(try store.path()): there is no history yet.", .missingInput)
    }
    let session = try history.session(number)
    if !yes {
      guard isatty(STDIN_FILENO) == 1 else {
        throw ConfigurationError("Not a terminal: pass --yes to remove session \(number) without asking.")
      }
      let folder = session?.folder.map { " (\($0))" } ?? ""
      let date = session.map { " of \($0.start.date)" } ?? ", whose entry cannot be read,"
      print(
        "Take session \(number)\(date)\(folder) from the history? Its folder stays. [y/N] ",
        terminator: "")
      fflush(nil)
      guard ["y", "yes"].contains(readLine()?.lowercased() ?? "") else { return print("Nothing was changed.") }
    }
    try history.delete(session: number)
    print("Session \(number) was removed from the history.")
  }
}

/// `glutecue history export`: a copy of everything.
struct HistoryExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Copy the history into a JSON file, or into a folder of CSV tables.",
    discussion: """
      A name that ends in .json gets one file with everything. Any other name becomes a folder with sessions.csv (one \
      line a session and leg), log.csv and calibrations.csv, for a spreadsheet. `glutecue history import` reads both.

      EXAMPLES
          glutecue history export history.json
          glutecue history export tables
      """)

  @Argument(help: ArgumentHelp("FILE.json, or a folder for tables.", valueName: "file|dir"), completion: .profile)
  var output: String
  @Flag(help: "Overwrite files that exist.") var force = false
  @OptionGroup var store: StoreOption

  func run() throws {
    PrivateFiles.begin()
    guard let history = try store.toRead() else {
      throw CommandFailure(
        "\(try store.path()): there is no history yet, so there is nothing to export.", .missingInput)
    }
    let archive = try history.archive { StandardError.say("\($0.words)") }
    let isJSON = output.lowercased().hasSuffix(".json")
    let written = isJSON ? try writeJSON(archive) : try writeTables(archive)
    print("Written: \(written.joined(separator: ", "))")
  }

  private func writeJSON(_ archive: HistoryArchive) throws -> [String] {
    try OutputCheck.check([output], inputs: [try store.path()], overwrites: force)
    try TableFile.write(try archive.json(), to: output, overwrites: force)
    return [output]
  }

  private func writeTables(_ archive: HistoryArchive) throws -> [String] {
    let tables = try HistoryTables(archive)
    let folder = try OutputFolder(
      path: output, names: HistoryTables.names, inputs: [try store.path()], overwrites: force)
    for (name, content) in zip(HistoryTables.names, tables.contents) { try folder.write(name, content) }
    return HistoryTables.names.map(folder.file)
  }
}

/// `glutecue history import`: what `export` wrote, joined with what is there.
struct HistoryImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Add what another history holds: a file or folder that history export wrote.",
    discussion: """
      Entries that exist already are not added again. If anything is wrong with a file, nothing of it is added.

      EXAMPLES
          glutecue history import history.json
          glutecue history import tables
      """)

  /// More than any history.
  private static let mostBytes = 1 << 30

  @Argument(help: ArgumentHelp("FILE.json, or a folder of tables.", valueName: "file|dir"), completion: .profile)
  var inputs: [String]
  @OptionGroup var store: StoreOption

  func run() throws {
    PrivateFiles.begin()
    for input in inputs {
      let archive = try read(input)
      let merge = try store.open().merge(archive)
      let present = merge.present == 0 ? "" : "; \(merge.present) existed already"
      print("\(input): \(merge.added) \(merge.added == 1 ? "entry" : "entries") added\(present).")
    }
  }

  private func read(_ path: String) throws -> HistoryArchive {
    if DiskEntry(path).isFolder {
      let tables = try HistoryTables.names.map { try table("\(path)/\($0)") }
      guard tables.contains(where: { $0 != nil }) else {
        throw HistoryError.archive(
          path: path, reason: "it holds none of \(HistoryTables.names.joined(separator: ", "))")
      }
      return try HistoryTables.archive(tables, folder: path)
    }
    return try HistoryArchive(json: TextFile.read(path, mostBytes: Self.mostBytes), path: path)
  }

  private func table(_ path: String) throws -> [UInt8]? {
    do throws(RecordingError) {
      return try TextFile.read(path, mostBytes: Self.mostBytes)
    } catch {
      if case .missing = error { return nil }
      throw error
    }
  }
}
