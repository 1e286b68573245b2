import History

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
    let otherwise = "To put it in that place: \(command) --replace. To have both: the same with --add-both."
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
