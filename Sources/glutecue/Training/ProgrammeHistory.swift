import Biofeedback
import CalibrationProtocol
import EMGUnits
import Files
import Foundation
import History
import Recording
import SessionResults

/// What the history knows of one person's sessions of a programme. The programme keeps no other state.
struct ProgrammeHistory {
  private static let daySeconds = 86_400

  /// Where the person stands.
  let standing: ProgrammeStanding
  /// Of the runs of this round that count, in order of time.
  let rows: [ProgrammeRow]
  /// Name or code of the person; nil where nobody said.
  let person: String?
  /// The same where only the profile says so; the session is told then.
  let personFromProfile: String?

  /// Reads the history.
  init(
    _ programme: TrainingProgramme, store: StoreOption, person: String?, personFromProfile: String? = nil
  ) throws {
    let records = try store.toRead()?.sessions() ?? []
    let own = records.filter { $0.session.programme == programme.name && $0.session.person == person }
    standing = ProgrammeStanding(programme, done: own.compactMap(Self.done))
    let rows = own.map(ProgrammeRow.init)
    self.rows = standing.round.compactMap { run in rows.first { $0.session == run.session } }
    self.person = person
    self.personFromProfile = personFromProfile
  }

  /// As it will be with one more run.
  init(_ before: ProgrammeHistory, adding row: ProgrammeRow) {
    let run = ProgrammeStanding.Done(
      session: 0, number: row.number, day: row.day, seconds: .infinity, aim: nil, isMet: nil)
    standing = ProgrammeStanding(before.standing.programme, done: before.standing.round + [run])
    rows = before.rows + [row]
    person = before.person
    personFromProfile = before.personFromProfile
  }

  /// The calendar day of a moment, as the clock on the wall showed it there.
  func day(_ moment: Moment) -> Int { Self.day(moment) }

  static func day(_ moment: Moment) -> Int {
    Int(bounded: (Double(moment.wallSeconds) / Double(daySeconds)).rounded(.down))
  }

  /// `2026-03-05`.
  static func date(_ day: Int) -> String { Moment(seconds: day * daySeconds, utcOffset: 0).date }

  private static func done(_ record: SessionRecord) -> ProgrammeStanding.Done? {
    guard let number = record.session.programmeSession else { return nil }
    let held = record.legs.filter { ($0.aimJudgedStrides ?? 0) > 0 }
    return ProgrammeStanding.Done(
      session: record.session.id ?? 0, number: number, day: day(record.session.start),
      seconds: record.session.seconds,
      aim: record.legs.first { $0.aimKind == Aim.Kind.maximum.rawValue }?.aimValue,
      // of two legs both have to
      isMet: held.isEmpty ? nil : held.allSatisfy { 2 * ($0.aimMetStrides ?? 0) > $0.aimJudgedStrides ?? 0 })
  }
}

/// What one run of a programme has shown.
struct ProgrammeRow {
  /// Met strides of those held against the aim.
  struct Share {
    let met: Int
    let judged: Int

    /// Nil when there were none.
    var part: Double? { judged > 0 ? Double(met) / Double(judged) : nil }
  }

  /// What one leg has shown.
  struct Leg {
    /// `left`, `right`, or empty.
    let leg: String
    /// The aim at the end, in its own unit.
    let aim: Double?
    /// Strides of the parts with feedback.
    let heard: Share
    /// Strides of the parts without.
    let quiet: Share
    /// The glute's part of its maximum.
    let gluteOfMaximum: Double?
    /// Glute against hamstring, in dB.
    let level: Double?

    /// All strides.
    var all: Share { Share(met: heard.met + quiet.met, judged: heard.judged + quiet.judged) }
  }

  /// Its number in the history; 0 while it has none.
  let session: Int64
  /// Its number in the programme.
  let number: Int
  /// Its calendar day, counted from 1970-01-01.
  let day: Int
  /// How long it was.
  let minutes: Double
  /// The part of each minute with feedback.
  let feedback: Double?
  /// One entry a leg.
  let legs: [Leg]

  /// Of a session in the history.
  init(_ record: SessionRecord) {
    session = record.session.id ?? 0
    number = record.session.programmeSession ?? 0
    day = ProgrammeHistory.day(record.session.start)
    minutes = record.session.seconds / 60
    let feedback = record.session.feedbackShare
    self.feedback = feedback
    let saved = record.summary.flatMap { try? SessionSummary(Array($0.utf8), path: "summary.json") }
    legs = record.legs.map { leg in
      let aim = saved?.legs.first { ($0.leg ?? "") == leg.leg }?.aim
      return Leg(
        leg: leg.leg, aim: leg.aimLastLevel ?? leg.aimValue,
        all: Share(met: leg.aimMetStrides ?? 0, judged: leg.aimJudgedStrides ?? 0),
        quiet: Share(met: aim?.quietMetStrides ?? 0, judged: aim?.quietJudgedStrides ?? 0),
        gluteOfMaximum: leg.gluteOfMaximum, level: leg.levelDb)
    }
  }

  /// Of a session that has just ended.
  init(_ summary: SessionSummary, day: Int) {
    session = 0
    number = summary.programme?.session ?? 0
    self.day = day
    minutes = summary.input.seconds / 60
    feedback = summary.programme?.feedback
    legs = summary.legs.map { leg in
      Leg(
        leg: leg.leg ?? "", aim: leg.aim?.lastLevel ?? leg.aim?.value,
        all: Share(met: leg.aim?.metStrides ?? 0, judged: leg.aim?.judgedStrides ?? 0),
        quiet: Share(met: leg.aim?.quietMetStrides ?? 0, judged: leg.aim?.quietJudgedStrides ?? 0),
        gluteOfMaximum: leg.gluteOfMaximum, level: leg.levelDb)
    }
  }
}

extension ProgrammeRow.Leg {
  fileprivate init(
    leg: String, aim: Double?, all: ProgrammeRow.Share, quiet: ProgrammeRow.Share, gluteOfMaximum: Double?,
    level: Double?
  ) {
    self.init(
      leg: leg, aim: aim, heard: ProgrammeRow.Share(met: all.met - quiet.met, judged: all.judged - quiet.judged),
      quiet: quiet, gluteOfMaximum: gluteOfMaximum, level: level)
  }
}
