import Files
import GRDB
import Recording
import SessionResults

extension HistoryStore {
  /// What became of a session that was to be added.
  public enum Addition: Sendable, Hashable {
    /// It is new, under this number.
    case added(number: Int64)
    /// The same results are there already.
    case alreadyThere(number: Int64)
    /// The same run is there, but measured in another way.
    case sameRun(number: Int64, reason: String)
    /// It took the place of the same run.
    case replaced(number: Int64)

    /// The session that it is now, or that is there.
    public var number: Int64 {
      switch self {
      case .added(let number), .alreadyThere(let number), .sameRun(let number, _), .replaced(let number): number
      }
    }
  }

  /// What is to happen when the same run is there.
  public enum SameRunChoice: Sendable, Hashable {
    /// Leave the history as it is and say so.
    case keep
    /// Put the new results in the place of the old ones.
    case replace
    /// Have both.
    case addBoth
  }

  /// Adds a session folder. The same run is not added twice unless that is wanted, wherever the folder lies.
  ///
  /// - Parameters:
  ///   - folder: as `live` or `analyze` left it.
  ///   - startedAt: when the session began; by default what its summary or the times of its files say.
  ///   - note: words of the user; by default what is noted in the session.
  ///   - person: name or code of whom it is of; by default what the session says.
  public func add(
    session folder: String, startedAt: Moment? = nil, note: String? = nil, person: String? = nil,
    sameRun choice: SameRunChoice = .keep
  ) throws(HistoryError) -> Addition {
    let record: SessionRecord
    do {
      record = try SessionRecord(SavedSession(folder), startedAt: startedAt, note: note, person: person)
    } catch { throw .session(error) }
    return try add(record, sameRun: choice)
  }

  /// Adds a session that was read before.
  func add(_ record: SessionRecord, sameRun choice: SameRunChoice) throws(HistoryError) -> Addition {
    try write { database in
      var record = record
      if choice != .addBoth, let twin = try Self.twin(of: record, database) {
        guard choice == .replace else {
          return twin.isSameResult
            ? .alreadyThere(number: twin.number) : .sameRun(number: twin.number, reason: twin.words)
        }
        let old = try SessionRecord.all(database, number: twin.number).first
        try database.execute(sql: "DELETE FROM sessions WHERE id = ?", arguments: [twin.number])
        record.session.id = twin.number
        record.session.note = record.session.note ?? old?.session.note
        record.session.person = record.session.person ?? old?.session.person
        record.session.fingerprint = try Self.unused(record.session.fingerprint, database)
        return .replaced(number: try record.insert(into: database))
      }
      record.session.fingerprint = try Self.unused(record.session.fingerprint, database)
      return .added(number: try record.insert(into: database))
    }
  }

  /// Sessions with everything that is known of them, in order of time.
  public func sessions() throws(HistoryError) -> [SessionRecord] { try read { try SessionRecord.all($0) } }

  /// One session; nil when its row cannot be read.
  ///
  /// - Throws: also when there is none of that number.
  public func session(_ number: Int64) throws(HistoryError) -> SessionEntry? {
    let (isThere, entry) = try read { database in
      (
        try Self.isThere("sessions", "id", number, database),
        try SessionRecord.all(database, number: number).first?.session
      )
    }
    guard isThere else { throw .noSuch(what: "session", number: number, path: path) }
    return entry
  }

  /// Takes a session out of the history; its folder stays.
  public func delete(session number: Int64) throws(HistoryError) {
    let isGone = try write { try SessionEntry.deleteOne($0, key: number) }
    guard isGone else { throw .noSuch(what: "session", number: number, path: path) }
  }

  static func number(of fingerprint: String, _ database: Database) throws -> Int64? {
    try Int64.fetchOne(database, sql: "SELECT id FROM sessions WHERE fingerprint = ?", arguments: [fingerprint])
  }

  /// A session that is the same run.
  private struct Twin {
    let number: Int64
    let isSameResult: Bool
    let words: String
  }

  /// The session with the same stride table, unless its samples are known to be others; else one of the same recording.
  private static func twin(of record: SessionRecord, _ database: Database) throws -> Twin? {
    if let number = try number(of: record.session.fingerprint, database) {
      let other = try SessionRecord.all(database, number: number).first
      let hashes = [record.session.contentHash, other?.session.contentHash].compactMap { $0 }
      if Set(hashes).count < 2 { return Twin(number: number, isSameResult: true, words: "the same results") }
    }
    let near = SameRun.largestStartDifference
    let start = record.session.startedAt.seconds
    let candidates = try Int64.fetchAll(
      database, sql: "SELECT id FROM sessions WHERE content_hash = ? OR started_at BETWEEN ? AND ? ORDER BY id",
      arguments: [record.session.contentHash, start - near, start + near])
    for number in candidates {
      guard let other = try SessionRecord.all(database, number: number).first,
        let reason = SameRun.reason(record, other)
      else { continue }
      return Twin(number: number, isSameResult: false, words: reason.words)
    }
    return nil
  }

  /// The fingerprint, with a number behind it when another session has it.
  private static func unused(_ fingerprint: String, _ database: Database) throws -> String {
    var (candidate, count) = (fingerprint, 1)
    while try number(of: candidate, database) != nil {
      count += 1
      candidate = "\(fingerprint)-\(count)"
    }
    return candidate
  }
}

/// Whether two sessions are one run, measured twice: live and offline, or with different bands.
///
/// Only the same recording is the same run: the same samples, or the same start on the same device. Sessions that an older
/// version added know neither samples nor device; of them the same start and the same rhythm are asked.
struct SameRun {
  /// How two sessions were found to be one run.
  enum Reason: Sendable, Hashable {
    /// Their samples are the same.
    case samples
    /// They began at the same time on the same device.
    case startAndDevice
    /// They began at the same time, last as long and have the same rhythm; one of them knows no more.
    case startAndRhythm

    /// `the same samples`.
    var words: String {
      switch self {
      case .samples: "the same samples"
      case .startAndDevice: "the same start on the same device"
      case .startAndRhythm: "the same start, length and rhythm"
      }
    }
  }

  /// Clocks are read to the second.
  static let largestStartDifference = 1
  /// Live begins some strides later, so the counts differ a little.
  static let largestStrideDifference = 12
  /// Of the median stride time; two runs of one person differ by more only by luck.
  static let largestCadenceDifference = 0.01

  /// Nil when they are two runs.
  static func reason(_ a: SessionRecord, _ b: SessionRecord) -> Reason? {
    let (one, other) = (a.session, b.session)
    if let hash = one.contentHash, hash == other.contentHash { return .samples }
    let difference = one.startedAt.seconds.subtractingReportingOverflow(other.startedAt.seconds)
    guard !difference.overflow, difference.partialValue.magnitude <= UInt(largestStartDifference) else { return nil }
    if let device = one.device, let second = other.device { return device == second ? .startAndDevice : nil }
    guard one.contentHash == nil || other.contentHash == nil, one.sampleRateHz == other.sampleRateHz,
      one.channelCount == other.channelCount, abs(one.seconds - other.seconds) < 0.5 / one.sampleRateHz,
      isLikely(a.legs, b.legs)
    else { return nil }
    return .startAndRhythm
  }

  /// Compares leg by leg.
  private static func isLikely(_ a: [LegEntry], _ b: [LegEntry]) -> Bool {
    guard a.count == b.count else { return false }
    return a.allSatisfy { leg in b.contains { isLikely(leg, $0) } }
  }

  private static func isLikely(_ a: LegEntry, _ b: LegEntry) -> Bool {
    let strides = a.strides.subtractingReportingOverflow(b.strides)
    guard a.leg == b.leg, !strides.overflow, strides.partialValue.magnitude <= UInt(largestStrideDifference) else {
      return false
    }
    switch (a.cadenceStridesPerMin, b.cadenceStridesPerMin) {
    case (let first?, let second?): return abs(first - second) <= largestCadenceDifference * first
    case (nil, nil): return true
    default: return false
    }
  }
}
