import ArgumentParser
import EMGUnits
import History
import SessionReading

/// `glutecue history add`: sessions that were kept before.
struct HistoryAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add sessions that live or analyze kept in a folder.",
    discussion: """
      A session that is there already is recognised, wherever its folder lies now, and not added again. So is the same \
      run measured in another way, for example live and by analyze.

      EXAMPLES
        Every session in the folder runs:
          glutecue history add runs/*
        One whose files have lost their time:
          glutecue history add monday --date '2026-03-02 18:30'
        The run measured anew, with another band, in the place of what was there:
          glutecue history add monday-again --replace
      """)

  @Argument(help: ArgumentHelp("The folder given to live or analyze with --output.", valueName: "session"))
  var sessions: [String]
  @Option(
    help: ArgumentHelp(
      "When it began, local time: 2026-03-02 or '2026-03-02 18:30'. (default: what the session says, or the time of its "
        + "files)", valueName: "date"))
  var date: String?
  @Option(help: ArgumentHelp("Words to keep with it.", valueName: "words")) var note: String?
  @Flag(help: "Put it in the place of the same run measured in another way.") var replace = false
  @Flag(help: "Add it beside the same run measured in another way.") var addBoth = false
  @OptionGroup var store: StoreOption

  func validate() throws {
    if replace, addBoth { throw ValidationError("--replace and --add-both are both given. Say one of them.") }
    if date != nil, sessions.count > 1 {
      throw ValidationError("--date belongs to one session, but several are given.")
    }
  }

  func run() throws {
    let start = try date.map { try DateText("--date", $0).moment }
    let history = try store.open()
    var failures: [CommandFailure] = []
    for session in sessions {
      do {
        try add(session, startedAt: start, to: history)
      } catch {
        guard let failure = CommandFailure(error) else { throw error }
        StandardError.say(failure.message)
        failures.append(failure)
      }
    }
    if let failure = failures.first { throw ExitCode(failure.status.rawValue) }
  }

  private func add(_ session: String, startedAt: Moment?, to history: HistoryStore) throws {
    let choice: HistoryStore.SameRunChoice = replace ? .replace : addBoth ? .addBoth : .keep
    switch try history.add(session: session, startedAt: startedAt, note: note, sameRun: choice) {
    case .added(let number): print("\(session): session \(number), \(try history.session(number).startedAt.date).")
    case .alreadyThere(let number): print("\(session): is session \(number) already.")
    case .replaced(let number): print("\(session): took the place of session \(number).")
    case .sameRun(let number):
      print(
        "\(session): looks like session \(number) measured in another way (same rate, length and rhythm); not added. "
          + "--replace puts it in that place, --add-both keeps both.")
    }
  }
}
