import Biofeedback
import CalibrationProtocol
import EMGUnits
import Foundation

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
    guard share > 0 else { return "You hear only faults; strides are still judged." }
    guard share < 1 else { return "You hear how you are doing all the time." }
    let seconds = (FeedbackShare.blockSeconds * share).short
    return "You hear how you are doing in the first \(seconds) s of each minute; in the rest you hear only faults."
  }

  /// What comes next, when, and by which command.
  func next(_ command: [String]) -> String {
    guard let next = history.standing.next else {
      return "The programme is complete. To start over: \(ShellCommand(command + ["--session", "1"]))"
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
    let count = done == 0 ? "nothing done yet" : done == 1 ? "1 run is done" : "\(done) runs are done"
    let tests = programme.retention.count == 1 ? "1 test" : "\(programme.retention.count) tests"
    let sessions = programme.sessions.count == 1 ? "1 session" : "\(programme.sessions.count) sessions"
    return ["\(name): \(sessions), \(tests); \(count)."]
      + (history.rows.isEmpty ? [] : ProgrammeTable(history.rows).lines) + [next(command)]
  }
}

/// The same for programs: what `train --status --format json` prints.
struct ProgrammeJSON: Encodable {
  /// A run that is done.
  struct DoneRun: Encodable {
    let session: Int
    let date: String
    let minutes: Double
    let feedback: Double?
    let legs: [Leg]
  }

  /// What a run has shown of a leg.
  struct Leg: Encodable {
    let leg: String?
    let aim: Double?
    let judgedStrides: Int
    let metStrides: Int
    let quietJudgedStrides: Int
    let quietMetStrides: Int
    let gluteOfMaximum: Double?
    let levelDb: Double?
  }

  /// The run that is next.
  struct Next: Encodable {
    let session: Int
    let isTest: Bool
    let minutes: Double
    let feedback: Double
    /// From which day on; left out where there is none.
    let from: String?
  }

  let programme: String
  let person: String?
  let sessions: Int
  let tests: Int
  let done: [DoneRun]
  /// Left out when the programme is complete.
  let next: Next?
  /// What has to be typed for it.
  let command: String

  /// Of one person.
  init(_ history: ProgrammeHistory, command: [String]) {
    let standing = history.standing
    programme = standing.programme.name
    person = history.person
    sessions = standing.programme.sessions.count
    tests = standing.programme.retention.count
    done = history.rows.map { row in
      DoneRun(
        session: row.number, date: ProgrammeHistory.date(row.day), minutes: row.minutes, feedback: row.feedback,
        legs: row.legs.map { leg in
          Leg(
            leg: leg.leg.isEmpty ? nil : leg.leg, aim: leg.aim, judgedStrides: leg.all.judged, metStrides: leg.all.met,
            quietJudgedStrides: leg.quiet.judged, quietMetStrides: leg.quiet.met, gluteOfMaximum: leg.gluteOfMaximum,
            levelDb: leg.level)
        })
    }
    next = standing.next.map { number in
      let run = standing.programme.runs[number - 1]
      return Next(
        session: number, isTest: standing.programme.isTest(number), minutes: run.minutes, feedback: run.feedback,
        from: standing.dueDay(number).map(ProgrammeHistory.date))
    }
    self.command = ShellCommand(standing.next == nil ? command + ["--session", "1"] : command).description
  }

  /// Keys in snake case, sorted.
  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
