import Biofeedback
import CalibrationProtocol
import EMGUnits

/// A programme in words: where somebody stands in it, and what is next.
struct ProgrammeWords {
  private let history: ProgrammeHistory

  /// Of one person.
  init(_ history: ProgrammeHistory) { self.history = history }

  private var programme: TrainingProgramme { history.standing.programme }

  /// `GluteCue eight sessions, P07: session 3 of 11.`
  func title(_ number: Int) -> String {
    "\(name): \(place(number))."
  }

  /// `session 9 of 11, a test without feedback`.
  func place(_ number: Int) -> String {
    "session \(number) of \(programme.runs.count)\(programme.isTest(number) ? ", a test without feedback" : "")"
  }

  private var name: String { ([programme.name] + [history.person].compactMap { $0 }).joined(separator: ", ") }

  /// `19 minutes`.
  func minutes(_ count: Double) -> String { count == 1 ? "1 minute" : "\(count.short) minutes" }

  /// `2026-03-05`.
  func date(_ day: Int) -> String { ProgrammeHistory.date(day) }

  /// What is heard.
  func heard(_ share: Double) -> String {
    guard share > 0 else { return "Nothing but faults is heard; strides are judged all the same." }
    guard share < 1 else { return "You hear how you do all the time." }
    let seconds = (FeedbackShare.blockSeconds * share).short
    return "You hear how you do in the first \(seconds) s of each minute; in the rest nothing but faults is heard."
  }

  /// What comes next, when, and by which command.
  func next(_ command: [String]) -> String {
    guard let next = history.standing.next else {
      return "The programme is complete. To begin anew: \(ShellCommand(command + ["--session", "1"]))"
    }
    let run = programme.runs[next - 1]
    let due = history.standing.dueDay(next).map { ", from \(date($0))" } ?? ""
    let heard = programme.isTest(next) ? "" : ", feedback in \(ProgrammeTable.percent(run.feedback)) of each minute"
    return "Next: \(place(next)), \(minutes(run.minutes))\(heard)\(due): "
      + "\(ShellCommand(command))"
  }

  /// All of it, without running anything.
  func status(_ command: [String]) -> [String] {
    let done = history.standing.round.count
    let count = done == 0 ? "nothing of it is done yet" : done == 1 ? "1 run is done" : "\(done) runs are done"
    let tests = programme.retention.count == 1 ? "1 test" : "\(programme.retention.count) tests"
    let sessions = programme.sessions.count == 1 ? "1 session" : "\(programme.sessions.count) sessions"
    return ["\(name): \(sessions), \(tests); \(count)."]
      + (history.rows.isEmpty ? [] : ProgrammeTable(history.rows).lines) + [next(command)]
  }
}
