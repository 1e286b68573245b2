import GRDB

extension HistoryStore {
  /// Notes an entry; returns it with its number.
  public func add(_ entry: LogEntry) throws(HistoryError) -> LogEntry {
    try write { database in
      var entry = entry
      try entry.insert(database)
      return entry
    }
  }

  /// Every entry, in order of time.
  public func log() throws(HistoryError) -> [LogEntry] {
    try read { try LogEntry.all($0) }
  }

  /// Takes an entry out.
  public func delete(logEntry number: Int64) throws(HistoryError) {
    let isGone = try write { try LogEntry.deleteOne($0, key: number) }
    guard isGone else { throw .noSuch(what: "log entry", number: number, path: path) }
  }

  /// Adds a calibration; false when the same profile is there already.
  @discardableResult
  public func add(_ calibration: CalibrationEntry) throws(HistoryError) -> Bool {
    try write { database in
      let count = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM calibrations WHERE fingerprint = ?", arguments: [calibration.fingerprint])
      guard count == 0 else { return false }
      var calibration = calibration
      try calibration.insert(database)
      return true
    }
  }

  /// Every calibration, in order of time.
  public func calibrations() throws(HistoryError) -> [CalibrationEntry] {
    try read { try CalibrationEntry.all($0) }
  }
}
