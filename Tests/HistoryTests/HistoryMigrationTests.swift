import Files
import Foundation
import GRDB
import History
import Recording
import SessionResults
import TestSupport
import Testing

/// A file of an older version is brought to the present layout, with all that is in it.
@Suite struct HistoryMigrationTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// A history as version 2 of the layout left it: without what came later.
  private func makeOld() throws -> HistoryArchive {
    let store = try HistoryStore(path: folder.store)
    for index in 0..<3 {
      var session = MadeSession()
      (session.seed, session.startedAt) = (index, "2026-03-0\(index + 1)T17:30:00Z")
      _ = try store.add(session: try session.write(to: folder["\(index)"]))
    }
    _ = try store.add(try LogEntry(at: Moment(seconds: 1000), text: "psoas", soreness: 3, area: "hamstring"))
    let archive = try store.archive()
    let queue = try DatabaseQueue(path: folder.store)
    try queue.writeWithoutTransaction { database in
      let later = [
        "sessions": ["person", "programme", "programme_session", "programme_sessions", "feedback_share"],
        "legs": [
          "against", "level_db", "glute_of_maximum", "hamstring_of_maximum", "maximum_share", "aim_kind", "aim_value",
          "aim_judged_strides", "aim_met_strides", "aim_first_level", "aim_last_level",
        ], "log": ["person"], "calibrations": ["person"],
      ]
      for name in try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'index'") {
        if name.contains("person") { try database.execute(sql: "DROP INDEX \"\(name)\"") }
      }
      for (table, columns) in later {
        for column in columns { try database.execute(sql: "ALTER TABLE \(table) DROP COLUMN \(column)") }
      }
      try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = 'v3'")
    }
    try queue.close()
    return archive
  }

  @Test func nothingThatIsInAnOlderFileChanges() throws {
    let before = try makeOld()
    let store = try HistoryStore(path: folder.store)
    var after = try store.archive()
    // what the old columns do not hold, the trend finds in them
    #expect(try store.trend().map(\.levelDifferenceDb) == [-13.5, -13.5, -13.5])
    for index in after.sessions.indices {
      after.sessions[index].legs[0].levelDb = before.sessions[index].legs[0].levelDb
    }
    #expect(after == before)
    var session = MadeSession()
    (session.seed, session.more, session.startedAt) = (7, MadeSession.weeks, "2026-04-01T10:00:00Z")
    _ = try store.add(session: try session.write(to: folder["new"]))
    let point = try #require(try store.trend().last)
    #expect(point.person == "P07" && point.levelDifferenceDb == -12.5 && point.gluteOfMaximum == 0.08)
    #expect(point.hamstringOfMaximum == 0.31 && point.maximumShare == 0.205 && point.against == "your maximum")
    #expect(point.aim == TrendAim(kind: "maximum", value: 0.1, judged: 800, met: 600, firstLevel: 0.1, lastLevel: 0.12))
    #expect(point.programme?.words == "default, session 3 of 8, without feedback")
  }

  @Test func theLevelComesFromTheStrideTableWhereTheSummaryKnowsNone() throws {
    let path = try MadeSession().write(to: folder["s"])
    let bare = try folder.text("s/summary.json").replacing(/"glute_rms_dbfs".*\n.*"hamstring_rms_dbfs".*\n/, with: "")
    try bare.write(toFile: path + "/summary.json", atomically: true, encoding: .utf8)
    let lines = [
      "stride,verdict,glute_rms_uv,hamstring_rms_uv,leg", "1,firing,10,20,", "2,silent,10,100,", "3,unusable,1,1,",
      "4,weak,20,20,",
      "5,weak,,20,", "6,weak,0,20,",
    ]
    try (lines.joined(separator: "\n") + "\n").write(toFile: path + "/strides.csv", atomically: true, encoding: .utf8)
    let store = try HistoryStore(path: folder.store)
    _ = try store.add(session: path)
    let level = try #require(try store.trend().first?.levelDifferenceDb)
    #expect(abs(level + 6.0206) < 1e-3)
  }
}
