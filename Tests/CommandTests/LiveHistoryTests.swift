import Foundation
import Glibc
import TestSupport
import Testing

/// A live session goes into the history, and never fails because of it.
@Suite struct LiveHistoryTests {
  private let folder: TemporaryFolder
  private let store: String

  init() throws {
    folder = try TemporaryFolder()
    store = folder["data/glutecue/history.sqlite"]
    _ = try Samples.copy("glute-stops", to: folder, as: "run")
  }

  private func live(_ more: [String], environment: [String: String] = [:]) throws -> GlutecueProcess.Result {
    try GlutecueProcess.run(
      ["live", "--pace", "none", "--tone", "none", "--input", "wav:run.wav"] + more,
      environment: ["XDG_DATA_HOME": folder["data"]].merging(environment) { $1 }, in: folder.path)
  }

  @Test func aKeptSessionIsAddedOnce() throws {
    let first = try live(["--output", "a"])
    #expect(first.exitCode == 0 && first.standardError == "")
    #expect(first.standardOutput.contains("\n\nHistory: session 1, in \(store)\n\nWritten: "))
    let second = try live(["--output", "b"])
    #expect(second.standardOutput.contains("\nHistory: this run is session 1 already, in \(store)\n"))
    let add = try GlutecueProcess.run(["history", "add", "a", "--store", store], in: folder.path)
    #expect(add.standardOutput.hasPrefix("a: is session 1 already (the same results, "))
    let both = try GlutecueProcess.run(["history", "add", "a", "--add-both", "--store", store], in: folder.path)
    #expect(both.standardOutput.hasPrefix("a: session 2, "))
  }

  @Test func itBeganWhenTheRecordingDid() throws {
    let end = Date(timeIntervalSince1970: 1_772_700_000)
    try FileManager.default.setAttributes([.modificationDate: end], ofItemAtPath: folder["run.wav"])
    _ = try live(["--output", "a"])
    let trend = try GlutecueProcess.run(["history", "--format", "json", "--store", store], in: folder.path)
    #expect(trend.standardOutput.contains("\"started_at\" : \"2026-03-05T08:39:00Z\""))
  }

  @Test(arguments: [["--no-history", "--output", "a"], ["--history", "false", "--output", "a"], []])
  func whoDoesNotWantItHasNone(more: [String]) throws {
    let result = try live(more)
    #expect(result.exitCode == 0 && !result.standardOutput.contains("History:"))
    #expect(!FileManager.default.fileExists(atPath: store))
  }

  @Test func aSettingTurnsItOff() throws {
    _ = try folder.file("run.yaml", "history:\n  add: false\n")
    _ = try live(["--output", "a", "--config", "run.yaml"])
    _ = try live(["--output", "b"], environment: ["GLUTECUE_HISTORY_ADD": "false"])
    #expect(!FileManager.default.fileExists(atPath: store))
  }

  /// Whatever is wrong with the history, the session is whole, and one sentence says so.
  private func expectWarning(_ reason: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let result = try live(["--output", "a"])
    #expect(result.exitCode == 0, sourceLocation: sourceLocation)
    #expect(
      result.standardError
        == "glutecue: The session is complete, but it is not in the history. Add it later with: glutecue history add a. "
        + reason + "\n", sourceLocation: sourceLocation)
    #expect(result.standardOutput.contains("\nWritten: a/strides.csv, "), sourceLocation: sourceLocation)
    #expect(try folder.bytes("a/summary.json").last == UInt8(ascii: "\n"), sourceLocation: sourceLocation)
  }

  private func makeHistory() throws {
    let made = try GlutecueProcess.run(["log", "work", "--store", store], in: folder.path)
    try #require(made.exitCode == 0)
  }

  @Test func aDamagedHistoryIsAWarning() throws {
    try makeHistory()
    try Data(repeating: 7, count: 9000).write(to: URL(filePath: store))
    try expectWarning(
      "\(store) is damaged or is not a history. Nothing was changed. Keep a copy of it; `sqlite3 \(store) .recover` may "
        + "recover its contents. Move it away to start a new history, and fill that with glutecue history add and "
        + "import.")
    #expect(try Data(contentsOf: URL(filePath: store)) == Data(repeating: 7, count: 9000))
  }

  @Test func aNameThatIsAFolderIsAWarning() throws {
    try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: true)
    try expectWarning(
      "\(store): the history cannot be kept there, for it is a folder; name a file in it. Choose another place with "
        + "--store.")
  }
}
