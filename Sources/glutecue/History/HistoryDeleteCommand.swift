import ArgumentParser
import EMGUnits
import Foundation
import History

/// `glutecue history delete`: takes a session out, after asking.
struct HistoryDeleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Take a session out of the history. Its folder stays.",
    discussion: """
      Asks first. Where nobody can answer, as in a script, --yes is needed.

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
        throw ConfigurationError("Nobody is there to answer. Say --yes to take session \(number) out without asking.")
      }
      let folder = session?.folder.map { " (\($0))" } ?? ""
      let date = session.map { " of \($0.start.date)" } ?? ", whose entry cannot be read,"
      print(
        "Take session \(number)\(date)\(folder) out of the history? Its folder stays. [y/N] ",
        terminator: "")
      fflush(nil)
      guard ["y", "yes"].contains(readLine()?.lowercased() ?? "") else { return print("Nothing was changed.") }
    }
    try history.delete(session: number)
    print("Session \(number) is out of the history.")
  }
}
