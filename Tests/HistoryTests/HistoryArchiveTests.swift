import Files
import Foundation
import History
import Recording
import SessionResults
import TestSupport
import Testing

/// What is exported can be imported, and nothing comes in twice.
@Suite struct HistoryArchiveTests {
  private let folder: TemporaryFolder
  private let store: HistoryStore

  init() throws {
    folder = try TemporaryFolder()
    store = try HistoryStore(path: folder.store)
    for (index, leg) in ["", "left", "right"].enumerated() {
      var session = MadeSession()
      (session.seed, session.seconds, session.leg) = (index, 600 + Double(index), leg)
      session.startedAt = "2026-03-0\(index + 1)T17:30:00Z"
      if index == 2 { session.more = MadeSession.weeks }
      let note = "long, “hilly”, \"windy\"\nand wet"
      _ = try store.add(session: try session.write(to: folder["\(index)"]), note: index == 1 ? note : nil)
    }
    _ = try store.add(
      try LogEntry(at: Moment(seconds: 1000), text: "psoas, 10 min", soreness: 3, area: "hamstring", person: "P07, “x”")
    )
    _ = try store.add(try LogEntry(at: Moment(seconds: 2000), text: "", soreness: 0))
    try store.add(
      CalibrationEntry(at: Moment(seconds: 3), profile: "me.json", content: [1], reference: nil, note: "a,b"))
  }

  private func other() throws -> HistoryStore { try HistoryStore(path: folder["other.sqlite"]) }

  @Test func aJSONFileHoldsEverything() throws {
    let archive = try store.archive()
    let read = try HistoryArchive(json: archive.json(), path: "history.json")
    #expect(read == archive)
    let other = try other()
    let first = try other.merge(read)
    #expect(first.added == 6 && first.present == 0)
    #expect(try other.archive() == archive)
    let second = try other.merge(read)
    #expect(second.added == 0 && second.present == 6)
    #expect(try other.archive() == archive)
  }

  @Test func tablesHoldEverythingButTheSummaries() throws {
    let archive = try store.archive()
    let tables = try HistoryTables(archive).contents
    var wanted = archive
    for index in wanted.sessions.indices {
      wanted.sessions[index].summary = nil
      wanted.sessions[index].legs[0].sessionId = nil
      wanted.sessions[index].session.id = nil
    }
    for index in wanted.log.indices { wanted.log[index].id = nil }
    for index in wanted.calibrations.indices { wanted.calibrations[index].id = nil }
    #expect(try HistoryTables.archive(tables.map(Optional.some), folder: "tables") == wanted)
    #expect(try HistoryTables.archive([nil, tables[1], nil], folder: "tables").log == wanted.log)
  }

  /// A file of an older version says nothing of people and weeks.
  @Test func anArchiveOfTheFirstLayoutIsRead() throws {
    var archive = try store.archive()
    archive.version = 1
    let read = try HistoryArchive(json: archive.json(), path: "history.json")
    #expect(read.sessions == archive.sessions)
    let kept = try #require(archive.sessions.last)
    #expect(kept.session.person == "P07" && kept.legs[0].aimMetStrides == 600 && kept.session.feedbackShare == 0)
  }

  @Test func anImportIsAllOrNothing() throws {
    var archive = try store.archive()
    archive.sessions[2].legs.append(archive.sessions[2].legs[0])
    let other = try other()
    #expect(throws: HistoryError.self) { try other.merge(archive) }
    #expect(try other.archive().sessions == [] && other.archive().log == [])
  }

  @Test func whatCannotBeImportedIsTold() throws {
    expect("{}", "it is not a history that glutecue history export has written")
    expect("{\"format\":\"glutecue-history\",\"version\":1,\"sessions\":[],\"log\":[]}", "calibrations is missing")
    expect(
      "{\"format\":\"glutecue-history\",\"version\":1,\"sessions\":[],\"calibrations\":[],"
        + "\"log\":[{\"uid\":\"1\",\"text\":\"x\",\"at\":\"soon\"}]}", "log.1.at makes no sense")
    #expect(throws: HistoryError.newer(path: "h.json", steps: ["layout 3 of the file"])) {
      try HistoryArchive(json: Array("{\"format\":\"glutecue-history\",\"version\":3}".utf8), path: "h.json")
    }
    #expect(throws: HistoryError.archive(path: "t/log.csv:2", reason: "soreness is “much”, not a number")) {
      _ = try HistoryTables.archive(
        [nil, Array("uid,at,text,soreness\n1,2026-03-01T00:00:00Z,x,much\n".utf8), nil], folder: "t")
    }
    #expect(
      throws: HistoryError.archive(
        path: "t/log.csv:3", reason: "the line lacks a value, or one of them makes no sense")
    ) {
      _ = try HistoryTables.archive(
        [nil, Array("uid,at,text\r\n1,2026-03-01T00:00:00Z,x\r\n2,soon,y\r\n".utf8), nil], folder: "t")
    }
  }

  private func expect(_ text: String, _ reason: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(throws: HistoryError.archive(path: "h.json", reason: reason), sourceLocation: sourceLocation) {
      try HistoryArchive(json: Array(text.utf8), path: "h.json")
    }
  }
}
