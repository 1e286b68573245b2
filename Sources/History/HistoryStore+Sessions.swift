import GRDB
import SessionReading

extension HistoryStore {
  /// What became of a session that was to be added.
  public enum Addition: Sendable, Hashable {
    /// It is new, under this number.
    case added(number: Int64)
    /// The same results are there already.
    case alreadyThere(number: Int64)
    /// The same run is there, but measured in another way.
    case sameRun(number: Int64)
    /// It took the place of the same run measured in another way.
    case replaced(number: Int64)
  }

  /// What is to happen when the same run is there, measured in another way.
  public enum SameRunChoice: Sendable, Hashable {
    /// Leave the history as it is and say so.
    case keep
    /// Put the new results in the place of the old ones.
    case replace
    /// Have both.
    case addBoth
  }

  /// Adds a session folder. The same results are never added twice, wherever the folder lies.
  ///
  /// - Parameters:
  ///   - folder: as `live` or `analyze` left it.
  ///   - startedAt: when the session began; by default what its summary or the times of its files say.
  ///   - note: words of the user.
  public func add(
    session folder: String, startedAt: Moment? = nil, note: String? = nil, sameRun choice: SameRunChoice = .keep
  ) throws(HistoryError) -> Addition {
    let record: SessionRecord
    do {
      record = try SessionRecord(SavedSession(folder), startedAt: startedAt, note: note)
    } catch { throw .session(error) }
    return try add(record, sameRun: choice)
  }

  /// Adds a session that was read before.
  func add(_ record: SessionRecord, sameRun choice: SameRunChoice) throws(HistoryError) -> Addition {
    try write { database in
      if let number = try Self.number(of: record.session.fingerprint, database) { return .alreadyThere(number: number) }
      if choice != .addBoth, let twin = try Self.twin(of: record, database) {
        guard choice == .replace else { return .sameRun(number: twin) }
        try database.execute(sql: "DELETE FROM sessions WHERE id = ?", arguments: [twin])
        var record = record
        record.session.id = twin
        return .replaced(number: try record.insert(into: database))
      }
      return .added(number: try record.insert(into: database))
    }
  }

  /// Sessions with everything that is known of them, in order of time.
  public func sessions() throws(HistoryError) -> [SessionRecord] {
    try read { try SessionRecord.all($0) }
  }

  /// One session.
  public func session(_ number: Int64) throws(HistoryError) -> SessionEntry {
    let found = try read { try SessionEntry.fetchOne($0, key: number) }
    guard let found else { throw .noSuch(what: "session", number: number, path: path) }
    return found
  }

  /// Takes a session out of the history; its folder stays.
  public func delete(session number: Int64) throws(HistoryError) {
    let isGone = try write { try SessionEntry.deleteOne($0, key: number) }
    guard isGone else { throw .noSuch(what: "session", number: number, path: path) }
  }

  static func number(of fingerprint: String, _ database: Database) throws -> Int64? {
    try Int64.fetchOne(database, sql: "SELECT id FROM sessions WHERE fingerprint = ?", arguments: [fingerprint])
  }

  /// A session of the same rate, channels and length to the frame, with nearly as many strides: the same run, as two
  /// recordings of one length to the frame and of one rhythm are not to be expected.
  private static func twin(of record: SessionRecord, _ database: Database) throws -> Int64? {
    let session = record.session
    let candidates = try SessionEntry.fetchAll(
      database, sql: "SELECT * FROM sessions WHERE sample_rate_hz = ? AND channel_count = ? AND abs(seconds - ?) < ?",
      arguments: [session.sampleRateHz, session.channelCount, session.seconds, 0.5 / session.sampleRateHz])
    return try candidates.first { candidate in
      let legs = try LegEntry.fetchAll(
        database, sql: "SELECT * FROM legs WHERE session_id = ?", arguments: [candidate.id])
      return SameRun.isLikely(record.legs, legs)
    }?.id
  }
}
