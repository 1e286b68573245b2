import ArgumentParser
import EMGUnits
import Files
import History
import Recording
import SessionResults

/// `glutecue history add`: sessions that were kept before.
struct HistoryAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add sessions that live or analyze kept in a folder.",
    discussion: """
      A session that was added before is recognised, wherever its folder is now, and not added again. So is the same \
      run measured in another way, for example live and by analyze: the same samples, or the same start on the same \
      device. Sessions that began at different times are always different, however similar they are.

      EXAMPLES
        Every session in the folder runs:
          glutecue history add runs/*
        One whose files have lost their time:
          glutecue history add monday --date '2026-03-02 18:30'
        The run measured again with another band, replacing the earlier result:
          glutecue history add monday-again --replace
        The same beside it:
          glutecue history add monday-again --add-both
      """)

  @Argument(
    help: ArgumentHelp("The folder given to live or analyze with --output.", valueName: "session"),
    completion: .directory)
  var sessions: [String]
  @Option(
    help: ArgumentHelp(
      "When it began, local time: 2026-03-02 or '2026-03-02 18:30'. (default: what the session says, or the time of its "
        + "files)", valueName: "date"))
  var date: String?
  @Option(help: ArgumentHelp("A note to keep with it.", valueName: "words")) var note: String?
  @Option(help: ArgumentHelp("Whose it is. (default: what the session says)", valueName: "name|code")) var person:
    String?
  @Flag(help: "Replace the same run, if it was added before.") var replace = false
  @Flag(help: "Add it even if the same run was added before.") var addBoth = false
  @OptionGroup var store: StoreOption

  func validate() throws {
    if replace, addBoth { throw ValidationError("--replace and --add-both are both given. Give only one of them.") }
    if date != nil, sessions.count > 1 {
      throw ValidationError("--date belongs to one session, but several are given.")
    }
  }

  func run() throws {
    PrivateFiles.begin()
    let start = try date.map { try DateText("--date", $0).moment }
    let name = try person.flatMap { try PersonOption.checked($0) }
    let history = try store.open()
    var failures: [CommandFailure] = []
    for session in sessions {
      do {
        try add(session, startedAt: start, person: name, to: history)
      } catch {
        guard let failure = CommandFailure(error) else { throw error }
        StandardError.say(failure.message)
        failures.append(failure)
      }
    }
    if let failure = failures.first { throw ExitCode(failure.status.rawValue) }
  }

  private func add(_ session: String, startedAt: Moment?, person: String?, to history: HistoryStore) throws {
    let choice: HistoryStore.SameRunChoice = replace ? .replace : addBoth ? .addBoth : .keep
    let addition = try history.add(session: session, startedAt: startedAt, note: note, person: person, sameRun: choice)
    let words = try AdditionWords(addition, session: history.session(addition.number), again: [session] + dateAndNote)
    print("\(session): \(words.text)")
  }

  /// To be given once more when the user wants it otherwise.
  private var dateAndNote: [String] {
    (date.map { ["--date", $0] } ?? []) + (note.map { ["--note", $0] } ?? [])
      + (person.map { ["--person", $0] } ?? [])
      + (store.store.map { ["--store", $0] } ?? [])
  }
}

/// What is told of a session that was to be added to the history: what was done, and how to have it otherwise.
struct AdditionWords {
  /// One line.
  let text: String

  /// - Parameters:
  ///   - addition: what became of it.
  ///   - session: as the history has it now.
  ///   - again: what follows `glutecue history add` to add it once more.
  init(_ addition: HistoryStore.Addition, session: SessionEntry?, again: [String]) {
    let date = session.map { ", \($0.start.date)" } ?? ""
    let command = ShellCommand(["glutecue", "history", "add"] + again)
    let otherwise = "To replace it: \(command) --replace. To have both: the same with --add-both."
    text =
      switch addition {
      case .added(let number): "session \(number)\(date)."
      case .replaced(let number): "took the place of session \(number)\(date)."
      case .alreadyThere(let number):
        "is session \(number) already (the same results\(date)); not added again. \(otherwise)"
      case .sameRun(let number, let reason):
        "is the run of session \(number) measured in another way (\(reason)\(date)); not added. \(otherwise)"
      }
  }
}
