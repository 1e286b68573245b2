import Files
import GRDB
import History
import Recording
import TestSupport
import Testing

/// A history opens whatever one row holds.
@Suite struct OddRowTests {
  private let folder: TemporaryFolder
  private let store: HistoryStore

  init() throws {
    folder = try TemporaryFolder()
    store = try HistoryStore(path: folder.store)
    for index in 1...3 {
      var session = MadeSession()
      (session.seed, session.startedAt) = (index, "2026-03-0\(index)T18:00:00Z")
      _ = try store.add(session: try session.write(to: folder["\(index)"]))
    }
    _ = try store.add(try LogEntry(at: Moment(seconds: 5), text: "work", soreness: 3))
  }

  private func spoil(_ sql: String) throws {
    let queue = try DatabaseQueue(path: folder.store)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }

  @Test(arguments: [
    ("UPDATE legs SET share_median = 1e18 WHERE session_id = 2", "its glute share is “1e+18”"),
    ("UPDATE legs SET share_lower_quartile = -9e99 WHERE session_id = 2", "its glute share is “-9e+99”"),
    (
      "UPDATE legs SET firing = 9223372036854775807 WHERE session_id = 2",
      "its count of firing strides is “9223372036854775807”"
    ),
    ("UPDATE legs SET silent = -1 WHERE session_id = 2", "its count of silent strides is “-1”"),
    ("UPDATE legs SET strides = 'many' WHERE session_id = 2", "its count of strides is “many”"),
    ("UPDATE sessions SET started_at = '' WHERE id = 2", "its start is “”"),
    ("UPDATE sessions SET started_at = 9223372036854775807 WHERE id = 2", "its start is “9223372036854775807”"),
    ("UPDATE sessions SET seconds = 1e300 WHERE id = 2", "its length is “1e+300”"),
    ("UPDATE sessions SET band_low_hz = 'low' WHERE id = 2", "its band is “low”"),
    ("UPDATE legs SET cadence_strides_per_min = 1e9999 WHERE session_id = 2", "its cadence is “inf”"),
    ("UPDATE legs SET glute_rms_dbfs = 1e300 WHERE session_id = 2", "its level is “1e+300”"),
    ("UPDATE legs SET level_db = -1e9 WHERE session_id = 2", "its level is “-1000000000.0”"),
    ("UPDATE legs SET glute_of_maximum = 1e18 WHERE session_id = 2", "its part of the maximum is “1e+18”"),
    ("UPDATE legs SET aim_kind = 'share', aim_value = -2 WHERE session_id = 2", "its aim is “-2.0”"),
    (
      "UPDATE sessions SET programme = 'x', programme_session = -3 WHERE id = 2",
      "its number in its programme is “-3”"
    ),
  ])
  func theOthersAreShownAndItIsNamed(sql: String, reason: String) throws {
    try spoil(sql)
    let content = try store.content()
    #expect(content.points.map(\.number) == [1, 3])
    #expect(content.odd.map(\.words) == ["session 2 is left out: \(reason)."])
    // the page, the lines and the comparison are made of the others
    _ = try HistoryPage(content.points, log: content.log, comparisons: []).html()
    #expect(TrendText(content.points, notes: [], style: .plain).lines.count == 4)
    // a session can still be added, copied and taken out
    var other = MadeSession()
    (other.seed, other.startedAt) = (7, "2026-03-02T18:00:00Z")
    _ = try store.add(session: try other.write(to: folder["other"]), sameRun: .addBoth)
    #expect(try HistoryTables(store.archive()).contents.count == 3)
    try store.delete(session: 2)
    #expect(try store.content().odd == [])
  }

  @Test func anOddLogEntryIsNamedToo() throws {
    try spoil("UPDATE log SET soreness = 9223372036854775807")
    #expect(
      try store.content().odd.map(\.words) == [
        "log entry 1 is left out: its soreness is 9223372036854775807, which is not 0 to 10."
      ])
    try spoil("UPDATE log SET at = 'now'")
    #expect(try store.content().odd.map(\.words) == ["log entry 1 is left out: one of its values makes no sense."])
    #expect(try store.log() == [] && store.trend().count == 3)
  }

  /// Any value in any column of any table.
  @Test func noValueStopsIt() throws {
    let values = [
      "NULL", "''", "'x'", "x'00ff'", "1e300", "-1e300", "9223372036854775807", "-9223372036854775808", "0.5",
    ]
    let columns = [
      "sessions": [
        "started_at", "added_at", "kind", "software", "seconds", "sample_rate_hz", "channel_count", "band_low_hz",
        "reference", "note", "utc_offset_seconds", "content_hash", "device", "fingerprint",
      ],
      "legs": [
        "leg", "strides", "firing", "weak", "silent", "baseline", "cadence_strides_per_min", "share_median",
        "ratio_median", "glute_rms_dbfs",
      ],
      "log": ["at", "text", "soreness", "area", "uid"], "summaries": ["json"],
    ]
    let queue = try DatabaseQueue(path: folder.store)
    for (table, names) in columns {
      for name in names {
        for value in values {
          try queue.inDatabase { database in
            try database.execute(sql: "SAVEPOINT s")
            // a column may forbid the value, which is as good
            let key = table == "log" ? "id = 1" : table == "sessions" ? "id = 2" : "session_id = 2"
            try? database.execute(sql: "UPDATE \(table) SET \(name) = \(value) WHERE \(key)")
            try database.execute(sql: "RELEASE s")
          }
          let content = try store.content()
          #expect(content.points.count >= 2)
          _ = try HistoryPage(content.points, log: content.log, comparisons: []).html()
          _ = TrendText(content.points, notes: TrendNote.all(content.log, content.calibrations), style: .plain).lines
          _ = try HistoryTables(store.archive()).contents
        }
      }
    }
  }
}
