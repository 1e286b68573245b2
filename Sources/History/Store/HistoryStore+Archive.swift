import GRDB

extension HistoryStore {
  /// How much of an import was new.
  public struct Merge: Sendable, Hashable {
    /// Sessions, log entries and calibrations that were added.
    public var added = 0
    /// Those that were there already.
    public var present = 0
  }

  /// Everything that can be read, as of one moment.
  ///
  /// - Parameter onOdd: is told of each row that cannot.
  public func archive(onOdd: (OddRow) -> Void = { _ in }) throws(HistoryError) -> HistoryArchive {
    let (archive, odd) = try read { database in
      var odd: [OddRow] = []
      let archive = HistoryArchive(
        sessions: try SessionRecord.all(database) { odd.append($0) },
        log: try LogEntry.all(database) { odd.append($0) },
        calibrations: try CalibrationEntry.all(database) { odd.append($0) })
      return (archive, odd)
    }
    odd.forEach(onOdd)
    return archive
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

  static func isThere(
    _ table: String, _ column: String, _ value: some DatabaseValueConvertible, _ database: Database
  ) throws -> Bool {
    try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE \(column) = ?)", arguments: [value])
      ?? false
  }
}

extension HistoryStore.Merge {
  fileprivate mutating func count(_ isThere: Bool) {
    if isThere { present += 1 } else { added += 1 }
  }
}
