import Files
import Foundation
import History
import Recording
import SessionResults
import TestSupport
import Testing

/// What is put into the history comes out again, once.
@Suite struct HistoryStoreTests {
  private let folder: TemporaryFolder
  private let store: HistoryStore

  init() throws {
    folder = try TemporaryFolder()
    store = try HistoryStore(path: folder["deep/down/history.sqlite"])
  }

  private func session(_ name: String, _ change: (inout MadeSession) -> Void = { _ in }) throws -> String {
    var session = MadeSession()
    change(&session)
    return try session.write(to: folder[name])
  }

  @Test func keepsWhatTheSummarySays() throws {
    let path = try session("a") { $0.startedAt = "2026-03-05T17:30:00Z" }
    #expect(try store.add(session: path, note: "first") == .added(number: 1))
    let record = try #require(try store.sessions().first)
    #expect(record.session.startedAt.iso == "2026-03-05T17:30:00Z" && record.session.note == "first")
    #expect(record.session.bandLowHz == 30 && record.session.bandHighHz == 450 && record.session.reference == "session")
    #expect(record.session.map == "glute=1,hamstring=2" && record.session.sampleRateHz == 2000)
    let leg = try #require(record.legs.first)
    #expect(leg.strides == 810 && leg.silent == 12 && leg.firing == 788 && leg.baseline == 10)
    #expect(leg.shareMedian == 0.47 && leg.cadenceStridesPerMin == 81.5 && leg.gluteRmsUv == nil)
    #expect(record.summary == (try folder.text("a/summary.json")))
  }

  @Test func withoutATimeTheFilesTell() throws {
    let path = try session("a") { $0.seconds = 600 }
    let end = Date(timeIntervalSince1970: 1_772_700_000)
    try FileManager.default.setAttributes([.modificationDate: end], ofItemAtPath: path + "/summary.json")
    _ = try store.add(session: path)
    #expect(try store.session(1)?.startedAt.seconds == 1_772_700_000 - 600)
    let other = try session("b") { $0.seed = 2 }
    _ = try store.add(session: other, startedAt: Moment("2026-03-05T06:00:00Z"), sameRun: .addBoth)
    #expect(try store.session(2)?.startedAt.iso == "2026-03-05T06:00:00Z")
  }

  @Test func theSameSessionIsRecognisedWhereverItLies() throws {
    let path = try session("a")
    #expect(try store.add(session: path) == .added(number: 1))
    #expect(try store.add(session: path + "/") == .alreadyThere(number: 1))
    try FileManager.default.moveItem(atPath: path, toPath: folder["elsewhere"])
    #expect(try store.add(session: folder["elsewhere"]) == .alreadyThere(number: 1))
    #expect(try store.sessions().count == 1)
  }

  @Test func theSameRunMeasuredInAnotherWayIsRecognisedToo() throws {
    let start = "2026-03-05T17:30:00Z"
    _ = try store.add(session: try session("live") { $0.startedAt = start })
    let analysed = try session("analyzed") {
      ($0.kind, $0.seed, $0.judged, $0.cadence, $0.startedAt) = ("analyze", 2, 804, 81.4, start)
    }
    #expect(
      try store.add(session: analysed) == .sameRun(number: 1, reason: "the same start, length and rhythm"))
    #expect(try store.sessions().map(\.session.kind) == ["live"])
    #expect(try store.add(session: analysed, sameRun: .replace) == .replaced(number: 1))
    #expect(try store.sessions().map(\.session.kind) == ["analyze"])
    let band = try session("band") { ($0.seed, $0.bandHz) = (3, [20, 450]) }
    #expect(try store.add(session: band, sameRun: .addBoth) == .added(number: 2))
    #expect(try store.sessions().count == 2)
  }

  @Test func anotherRunOfEqualLengthIsAnother() throws {
    let start = "2026-03-05T17:30:00Z"
    let other = { (name: String, change: (inout MadeSession) -> Void) in
      try self.session(name) {
        $0.startedAt = start
        change(&$0)
      }
    }
    _ = try store.add(session: try other("a") { _ in })
    #expect(try store.add(session: try other("b") { ($0.seed, $0.cadence) = (2, 79) }) == .added(number: 2))
    #expect(try store.add(session: try other("c") { ($0.seed, $0.judged) = (3, 700) }) == .added(number: 3))
    #expect(try store.add(session: try other("d") { ($0.seed, $0.seconds) = (4, 600.001) }) == .added(number: 4))
  }

  @Test func whatIsDeletedIsGone() throws {
    _ = try store.add(session: try session("a"))
    try store.delete(session: 1)
    #expect(try store.sessions() == [] && store.trend() == [])
    #expect(throws: HistoryError.noSuch(what: "session", number: 1, path: store.path)) { try store.delete(session: 1) }
    let entry = try store.add(try LogEntry(at: .now, text: "psoas release 10 min"))
    try store.delete(logEntry: try #require(entry.id))
    #expect(try store.log() == [])
    #expect(throws: HistoryError.noSuch(what: "log entry", number: 1, path: store.path)) {
      try store.delete(logEntry: 1)
    }
    // a number is never given again, so that it means one session for ever
    #expect(try store.add(session: folder["a"]) == .added(number: 2))
  }

  @Test func logEntriesComeInTheOrderOfTheirTime() throws {
    _ = try store.add(try LogEntry(at: Moment(seconds: 2000), text: "later", soreness: 0, area: "hamstring"))
    _ = try store.add(try LogEntry(at: Moment(seconds: 1000), text: "", soreness: 10))
    #expect(try store.log().map(\.text) == ["", "later"] && store.log().map(\.soreness) == [10, 0])
  }

  @Test(arguments: [-1, 11])
  func sorenessHasATopAndABottom(value: Int) {
    #expect(
      throws: HistoryError.entry(
        reason:
          "Soreness \(value) is not between 0 (none) and 10 (the worst you can imagine). Example: --soreness 3.")
    ) { try LogEntry(at: .now, text: "", soreness: value) }
  }

  @Test func aProfileIsKeptOnce() throws {
    let calibration = CalibrationEntry(
      at: Moment(seconds: 5), profile: "me.json", content: Array("{}".utf8), reference: "maximal-contraction")
    #expect(try store.add(calibration) && !store.add(calibration))
    #expect(try store.calibrations().map(\.profile) == ["me.json"])
  }

  @Test func theFolderIsForTheUserAlone() throws {
    let permissions = try FileManager.default.attributesOfItem(atPath: folder["deep/down"])[.posixPermissions] as? Int
    #expect(permissions == 0o700)
  }

  @Test func lookingMakesNothing() throws {
    let none = try HistoryStore.existing(at: folder["none.sqlite"])
    #expect(none == nil)
    #expect(!FileManager.default.fileExists(atPath: folder["none.sqlite"]))
  }

  @Test func whatIsNoSessionIsTold() throws {
    let path = folder["nothing"]
    let words = "A session is the folder that was given to live or analyze with --output."
    expect(path, "\(path): there is no such folder. \(words)")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    expect(
      path,
      "\(path) holds no summary.json, so it is not a finished session. A session is the folder that was given to live or "
        + "analyze with --output.")
    try "{\"legs\": []}".write(toFile: path + "/summary.json", atomically: false, encoding: .utf8)
    expect(
      path,
      "\(path)/summary.json cannot be used: input is missing. It should be a summary.json as live or analyze writes it. "
        + "In the folder of a live session, make it again with: glutecue repair \(path)")
    try "no".write(toFile: path + "/summary.json", atomically: false, encoding: .utf8)
    expect(
      path,
      "\(path)/summary.json cannot be used: it is not JSON. It should be a summary.json as live or analyze writes it. "
        + "In the folder of a live session, make it again with: glutecue repair \(path)")
  }

  private func expect(_ path: String, _ message: String, sourceLocation: SourceLocation = #_sourceLocation) {
    do {
      _ = try store.add(session: path)
      Issue.record("It was added.", sourceLocation: sourceLocation)
    } catch {
      #expect(error.description == message, sourceLocation: sourceLocation)
    }
  }
}
