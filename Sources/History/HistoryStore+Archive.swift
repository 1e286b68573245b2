import GRDB

extension HistoryStore {
  /// How much of an import was new.
  public struct Merge: Sendable, Hashable {
    /// Sessions, log entries and calibrations that were added.
    public var added = 0
    /// Those that were there already.
    public var present = 0
  }

  /// Everything, as of one moment.
  public func archive() throws(HistoryError) -> HistoryArchive {
    try read { database in
      HistoryArchive(
        sessions: try SessionRecord.all(database),
        log: try LogEntry.fetchAll(database, sql: "SELECT * FROM log ORDER BY at, id"),
        calibrations: try CalibrationEntry.fetchAll(database, sql: "SELECT * FROM calibrations ORDER BY at, id"))
    }
  }

  /// Adds what is not there yet: all of it or, should anything fail, nothing.
  public func merge(_ archive: HistoryArchive) throws(HistoryError) -> Merge {
    try write { database in
      var merge = Merge()
      for var record in archive.sessions {
        record.session.id = nil
        let isThere = try Self.number(of: record.session.fingerprint, database) != nil
        if !isThere { _ = try record.insert(into: database) }
        merge.count(isThere)
      }
      for var entry in archive.log {
        entry.id = nil
        let isThere = try Self.isThere("log", "uid", entry.uid, database)
        if !isThere { try entry.insert(database) }
        merge.count(isThere)
      }
      for var entry in archive.calibrations {
        entry.id = nil
        let isThere = try Self.isThere("calibrations", "fingerprint", entry.fingerprint, database)
        if !isThere { try entry.insert(database) }
        merge.count(isThere)
      }
      return merge
    }
  }

  private static func isThere(_ table: String, _ column: String, _ value: String, _ database: Database) throws -> Bool {
    try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE \(column) = ?)", arguments: [value])
      ?? false
  }
}

extension HistoryStore.Merge {
  fileprivate mutating func count(_ isThere: Bool) {
    if isThere { present += 1 } else { added += 1 }
  }
}
