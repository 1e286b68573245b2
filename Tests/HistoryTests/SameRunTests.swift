import Files
import Foundation
import GRDB
import History
import Recording
import TestSupport
import Testing

/// Which sessions are one run, and which only look alike.
@Suite struct SameRunTests {
  private let folder: TemporaryFolder
  private let store: HistoryStore

  init() throws {
    folder = try TemporaryFolder()
    store = try HistoryStore(path: folder.store)
  }

  /// Alike in length, strides and rhythm; each with a stride table of its own.
  private func add(
    _ name: String, seed: Int, start: String?, hash: String? = nil, device: String? = nil,
    choice: HistoryStore.SameRunChoice = .keep
  ) throws -> HistoryStore.Addition {
    var session = MadeSession()
    (session.seed, session.startedAt, session.contentHash, session.device) = (seed, start, hash, device)
    return try store.add(session: try session.write(to: folder[name]), sameRun: choice)
  }

  @Test func fiveTestsAWeekApartAreFive() throws {
    for week in 0..<5 {
      let start = String(format: "2026-03-%02dT18:00:00+01:00", 1 + 7 * week)
      #expect(
        try add("\(week)", seed: week, start: start, hash: "hash \(week)", device: "alsa:hw:1")
          == .added(number: Int64(week + 1)))
    }
    // and without any knowledge of their samples
    for week in 5..<10 {
      let start = String(format: "2026-05-%02dT18:00:00Z", 1 + week)
      #expect(try add("\(week)", seed: week, start: start) == .added(number: Int64(week + 1)))
    }
  }

  @Test func theSameSamplesAreTheSameRun() throws {
    let start = "2026-03-01T18:00:00Z"
    #expect(try add("live", seed: 1, start: start, hash: "h") == .added(number: 1))
    let reason = "the same samples"
    #expect(try add("analyzed", seed: 2, start: start, hash: "h") == .sameRun(number: 1, reason: reason))
    // a copy whose file has lost its time
    #expect(try add("copy", seed: 3, start: "2026-09-09T09:09:09Z", hash: "h") == .sameRun(number: 1, reason: reason))
    #expect(try add("copy", seed: 3, start: nil, hash: "h", choice: .addBoth) == .added(number: 2))
  }

  @Test func theSameStartOnTheSameDeviceIsTheSameRun() throws {
    #expect(try add("a", seed: 1, start: "2026-03-01T18:00:00Z", hash: "a", device: "alsa:hw:1") == .added(number: 1))
    #expect(
      try add("cut", seed: 2, start: "2026-03-01T19:00:00+01:00", hash: "b", device: "alsa:hw:1")
        == .sameRun(number: 1, reason: "the same start on the same device"))
    // two runners at once, and one after the other
    #expect(try add("c", seed: 3, start: "2026-03-01T18:00:00Z", hash: "c", device: "alsa:hw:2") == .added(number: 2))
    #expect(try add("d", seed: 4, start: "2026-03-01T18:00:02Z", hash: "d", device: "alsa:hw:1") == .added(number: 3))
  }

  @Test func theSameTableOfOtherSamplesIsAnotherRun() throws {
    #expect(try add("a", seed: 1, start: "2026-03-01T18:00:00Z", hash: "a") == .added(number: 1))
    #expect(try add("b", seed: 1, start: "2026-03-08T18:00:00Z", hash: "b") == .added(number: 2))
    #expect(
      try add("b", seed: 1, start: "2026-03-08T18:00:00Z", hash: "b") == .sameRun(number: 2, reason: "the same samples")
    )
    #expect(try store.sessions().count == 2)
  }

  @Test func replacingKeepsTheNumberAndTheNote() throws {
    var session = MadeSession()
    session.startedAt = "2026-03-01T18:00:00Z"
    let path = try session.write(to: folder["a"])
    _ = try store.add(session: path, note: "new shoes")
    #expect(
      try store.add(session: path, startedAt: Moment("2026-03-02T06:00:00Z"), sameRun: .replace) == .replaced(number: 1)
    )
    let entry = try #require(try store.session(1))
    #expect(entry.note == "new shoes" && entry.startedAt.iso == "2026-03-02T06:00:00Z")
  }

  @Test func theDayIsThatOfThePlace() throws {
    _ = try add("a", seed: 1, start: "2026-03-01T23:30:00-05:00")
    #expect(try store.session(1)?.start.date == "2026-03-01" && store.trend().first?.startedAt.date == "2026-03-01")
    let archive = try HistoryArchive(json: store.archive().json(), path: "h.json")
    let other = try HistoryStore(path: folder["other.sqlite"])
    #expect(try other.merge(archive).added == 1)
    #expect(try other.session(1)?.start.localISO == "2026-03-01T23:30:00-05:00")
    let tables = try HistoryTables(store.archive()).contents
    let third = try HistoryStore(path: folder["third.sqlite"])
    #expect(try third.merge(HistoryTables.archive(tables.map { $0 }, folder: "t")).added == 1)
    #expect(try third.session(1)?.start.localISO == "2026-03-01T23:30:00-05:00")
  }

  /// A history of the first version keeps everything, and knows its sessions again.
  @Test func anOldHistoryIsNotHarmed() throws {
    _ = try add("a", seed: 1, start: "2026-03-01T18:00:00Z")
    _ = try add("b", seed: 2, start: "2026-03-08T18:00:00Z")
    _ = try store.add(try LogEntry(at: Moment(seconds: 5), text: "work"))
    let before = try store.sessions()
    let old = folder["old.sqlite"]
    try FileManager.default.copyItem(atPath: folder.store, toPath: old)
    for ending in ["-wal", "-shm"] where FileManager.default.fileExists(atPath: folder.store + ending) {
      try FileManager.default.copyItem(atPath: folder.store + ending, toPath: old + ending)
    }
    let queue = try DatabaseQueue(path: old)
    try queue.write { database in
      try database.execute(sql: "DROP INDEX sessions_on_content_hash")
      for column in ["utc_offset_seconds", "content_hash", "device"] {
        try database.execute(sql: "ALTER TABLE sessions DROP COLUMN \(column)")
      }
      try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = 'v2'")
    }
    try queue.close()
    let opened = try HistoryStore(path: old)
    let after = try opened.sessions()
    #expect(after.map(\.legs) == before.map(\.legs) && after.map(\.summary) == before.map(\.summary))
    #expect(after.map(\.session.startedAt) == before.map(\.session.startedAt) && after.map(\.session.id) == [1, 2])
    #expect(try opened.log().map(\.text) == ["work"])
    // the same folder, and the same run measured anew with knowledge of its samples
    #expect(try opened.add(session: folder["a"]) == .alreadyThere(number: 1))
    var again = MadeSession()
    (again.seed, again.startedAt, again.contentHash, again.device) = (9, "2026-03-01T18:00:00Z", "h", "alsa:hw:1")
    #expect(
      try opened.add(session: try again.write(to: folder["c"]))
        == .sameRun(number: 1, reason: "the same start, length and rhythm"))
  }
}
