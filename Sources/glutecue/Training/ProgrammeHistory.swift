import Biofeedback
import CalibrationProtocol
import EMGUnits
import Files
import Foundation
import History
import Recording

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
