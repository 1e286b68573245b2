import Biofeedback
import CalibrationProtocol
import ConfigurationFiles
import EMGUnits
import Files
import Recording
import SessionResults

/// The session of a programme that is to be run now.
struct TrainingToday {
  /// The programme, and what is done of it.
  let history: ProgrammeHistory
  /// Its number in the programme, from 1.
  let number: Int
  /// What it is held against; nil for the verdicts alone.
  let aim: Aim?
  /// Why the aim stands there.
  let aimReason: String?
  /// When it begins.
  let start: Moment
  /// The command that runs the next, without its programme's file.
  let command: [String]

  private var programme: TrainingProgramme { history.standing.programme }
  private var run: TrainingRun { programme.runs[number - 1] }

  /// What it sets, for flags to win over.
  var layer: SettingsLayer {
    get throws(ConfigurationError) {
      let programme = try SettingFlags([
        .aim: aim?.description ?? "none", .policy: run.policy?.rawValue, .feedbackShare: "\(run.feedback)",
      ]).layer().mapValues { Setting($0.value, from: .flag("--programme")) }
      let person = try SettingFlags([.person: history.personFromProfile]).layer()
        .mapValues { Setting($0.value, from: .flag("--profile")) }
      return programme.merging(person) { $1 }
    }
  }

  /// How long it lasts.
  var seconds: Double { 60 * run.minutes }

  /// For the summary.
  func place(feedback: Double) -> SessionSummary.Programme {
    SessionSummary.Programme(
      name: programme.name, session: number, sessions: programme.runs.count, feedback: feedback)
  }

  /// What today is, in whole sentences.
  ///
  /// - Parameter settings: in effect, as flags may have changed what the programme says.
  func opening(_ settings: EffectiveSettings, minutes: Double) -> [String] {
    let words = ProgrammeWords(history)
    let feedback = settings.feedback
    var lines = [words.title(number)]
    let reason = feedback.aim == aim ? aimReason.map { ", \($0)" } ?? "" : ""
    let aim = feedback.aim.map { "aim \($0)\(reason)" } ?? "no aim"
    lines.append("\(words.minutes(minutes)), \(aim). \(words.heard(feedback.share))")
    if let due = history.standing.dueDay(number), due > history.day(start) {
      lines.append("Planned from \(words.date(due)); this one is earlier.")
    }
    if let note = run.note { lines.append(note) }
    if let reminder = run.reminder { lines.append("Think of this: \(reminder)") }
    return lines.map { $0.visible() }
  }

  /// What it has shown, against the first session, and what is next.
  func words(_ summary: SessionSummary, isKept: Bool) -> [String] {
    let today = ProgrammeRow(summary, day: history.day(start))
    let first = history.rows.first
    let title = "\n\(ProgrammeWords(history).title(number))"
    let table = ProgrammeTable((first.map { [$0] } ?? []) + [today]).lines
    let again = ProgrammeWords(history).next(command)
    guard isKept else {
      return [title] + table + [
        "It is not in the history, so it does not count: it needs --output, and no --no-history.", again,
      ]
    }
    guard summary.input.seconds >= ProgrammeStanding.leastPart * seconds else {
      return [title] + table + [
        "It was shorter than half of its \(run.minutes.short) minutes, so it does not count.", again,
      ]
    }
    let after = ProgrammeHistory(history, adding: today)
    return [title] + table + change(first, today) + [ProgrammeWords(after).next(command)]
  }

  /// What changed since the first session.
  private func change(_ first: ProgrammeRow?, _ today: ProgrammeRow) -> [String] {
    guard let first, first.number != number || first.day != today.day else { return [] }
    return today.legs.compactMap { leg in
      guard let before = first.legs.first(where: { $0.leg == leg.leg }) else { return nil }
      return ProgrammeChange(before, leg, isTest: today.feedback == 0).sentence
    }
  }
}

/// What changed on a leg from the first run of a programme to the latest, in one sentence.
struct ProgrammeChange {
  private let first: ProgrammeRow.Leg
  private let latest: ProgrammeRow.Leg
  private let isTest: Bool

  /// `isTest`: the latest was run without feedback.
  init(_ first: ProgrammeRow.Leg, _ latest: ProgrammeRow.Leg, isTest: Bool) {
    self.first = first
    self.latest = latest
    self.isTest = isTest
  }

  /// Nil when nothing can be compared.
  var sentence: String? {
    var parts: [String] = []
    if let before = first.gluteOfMaximum, let now = latest.gluteOfMaximum {
      parts.append(
        "the glute works at \(ProgrammeTable.fine(now)) of its maximum (\(ProgrammeTable.fine(before)) then)")
    }
    if let before = first.level, let now = latest.level {
      let change = now - before
      parts.append(
        "its level against the hamstring is \(ProgrammeTable.decibels(change.magnitude)) "
          + (change < 0 ? "lower" : "higher"))
    }
    if let met = latest.quiet.part {
      let with = isTest ? nil : latest.heard.part
      parts.append(
        "\(ProgrammeTable.percent(met)) of strides met the aim without feedback"
          + (with.map { ", \(ProgrammeTable.percent($0)) with it" } ?? ""))
    }
    guard !parts.isEmpty else { return nil }
    let leg = latest.leg.isEmpty ? "" : ", \(latest.leg) leg"
    return "Since the first session\(leg): \(parts.joined(separator: "; ")). "
      + "New electrodes move single days; `glutecue history` separates change from scatter."
  }
}

/// Runs of a programme side by side, 80 columns wide: how many strides met the aim with feedback and without.
struct ProgrammeTable {
  private static let widths = [3, 12, 5, 7, 8, 8, 8, 9, 9]
  private let rows: [ProgrammeRow]

  /// In order of time.
  init(_ rows: [ProgrammeRow]) { self.rows = rows }

  /// Heading and rows.
  var lines: [String] {
    var lines = [Self.line(["#", "date", "min", "heard", "aim", "met with", "without", "of max", "level"])]
    for row in rows {
      for leg in row.legs {
        let name = row.legs.count > 1 ? "  \(leg.leg)" : ""
        lines.append(
          Self.line([
            "\(row.number)", ProgrammeHistory.date(row.day), ((10 * row.minutes).rounded() / 10).short,
            row.feedback.map(Self.percent) ?? "", leg.aim.map(Self.fine) ?? "–",
            leg.heard.part.map(Self.percent) ?? "–", leg.quiet.part.map(Self.percent) ?? "–",
            leg.gluteOfMaximum.map(Self.fine) ?? "–", leg.level.map(Self.decibels) ?? "–",
          ]) + name)
      }
    }
    return lines
  }

  private static func line(_ cells: [String]) -> String {
    zip(cells, widths).map { cell, width in String(repeating: " ", count: max(1, width - cell.count)) + cell }.joined()
  }

  /// `63 %`.
  static func percent(_ part: Double) -> String { "\(Int(bounded: (100 * part).rounded())) %" }

  /// `9.4 %`.
  static func fine(_ part: Double) -> String {
    let tenths = (1000 * part).rounded() / 10
    return "\(tenths) %"
  }

  /// `−8.2 dB`.
  static func decibels(_ level: Double) -> String {
    let tenths = (10 * level).rounded() / 10
    return (tenths < 0 ? "−" : "") + "\(tenths.magnitude) dB"
  }
}
