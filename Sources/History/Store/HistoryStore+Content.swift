import GRDB

extension HistoryStore {
  /// Every session that can be used, leg by leg, in order of time.
  public func trend() throws(HistoryError) -> [TrendPoint] { try content().points }

  /// What the history shows.
  public struct Content: Sendable {
    /// Every session, leg by leg, in order of time.
    public var points: [TrendPoint] = []
    /// Every log entry, in order of time.
    public var log: [LogEntry] = []
    /// Every calibration, in order of time.
    public var calibrations: [CalibrationEntry] = []
    /// Rows that cannot be used.
    public var odd: [OddRow] = []
  }

  /// Everything, as of one moment; whatever one row holds, the others are there.
  public func content() throws(HistoryError) -> Content {
    try read { database in
      var content = Content()
      var odd: [OddRow] = []
      content.points = try TrendPoint.all(database) { odd.append($0) }
      content.log = try LogEntry.all(database) { odd.append($0) }
      content.calibrations = try CalibrationEntry.all(database) { odd.append($0) }
      // a session has a row for each leg
      var told: Set<OddRow> = []
      content.odd = odd.filter { told.insert($0).inserted }
      return content
    }
  }
}

extension LogEntry {
  /// Every entry that can be read, in order of time; of the others it tells.
  static func all(_ database: Database, onOdd: (OddRow) -> Void = { _ in }) throws -> [LogEntry] {
    try readable(
      database, "log entry", sql: "SELECT * FROM log ORDER BY at, id",
      check: { entry in
        entry.soreness.flatMap { sorenessRange.contains($0) ? nil : "its soreness is \($0), which is not 0 to 10" }
      }, onOdd: onOdd)
  }
}

extension CalibrationEntry {
  /// Every calibration that can be read, in order of time; of the others it tells.
  static func all(_ database: Database, onOdd: (OddRow) -> Void = { _ in }) throws -> [CalibrationEntry] {
    try readable(database, "calibration", sql: "SELECT * FROM calibrations ORDER BY at, id", onOdd: onOdd)
  }
}
