import Foundation
import TestSupport
import Testing
import WebPages

/// `glutecue report`, and the page that `analyze` and `live` write.
@Suite struct ReportCommandTests {
  private static let answer =
    "the glute fired in 85 % of 80 strides; it was silent in 12, all of them between 0:21 and 0:47. A glute that was off "
    + "from the start would look the same; a calibration finds out: glutecue calibrate."

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try Samples.copy("glute-stops", to: folder, as: "run")
  }

  private func glutecue(_ arguments: String...) throws -> GlutecueProcess.Result {
    let result = try GlutecueProcess.run(arguments, in: folder.path)
    #expect(result.exitCode == 0)
    return result
  }

  private func page(_ name: String) throws -> String { String(decoding: try folder.bytes(name), as: UTF8.self) }

  /// Everything but the number that only its own scripts know.
  private func content(_ name: String) throws -> String {
    let page = try page(name)
    let nonce = try #require(page.firstMatch(of: /script-src 'nonce-([a-z0-9]+)'/)).1
    return page.replacing(nonce, with: "")
  }

  @Test func analyzeWritesIt() throws {
    _ = try glutecue("analyze", "run.wav", "--output", "out")
    #expect(try page("out/report.html").contains(Self.answer))
  }

  @Test func aRecordingGivesTheSamePageAsItsAnalysis() throws {
    _ = try glutecue("analyze", "run.wav", "--output", "out")
    let result = try glutecue("report", "run.wav")
    #expect(result.standardOutput.hasSuffix("\nWritten: run-report.html\n"))
    #expect(try content("run-report.html") == content("out/report.html"))
  }

  @Test func aFolderOfAnalyzeHasNoPicturesWithoutTheRecording() throws {
    _ = try glutecue("analyze", "run.wav", "--output", "out")
    #expect(try glutecue("report", "out", "--output", "bare.html").standardOutput == "Written: bare.html\n")
    let bare = try page("bare.html")
    #expect(bare.contains(Self.answer) && bare.contains("need the recording. The folder does not hold it"))
    #expect(!bare.contains("The average stride"))
    _ = try glutecue("report", "out", "--recording", "run.wav", "--output", "whole.html")
    #expect(
      try page("whole.html").contains("The average stride") == page("out/report.html").contains("The average stride"))
  }

  @Test(.enabled(if: ChartLibrary() != nil, "libjs-chart.js is not installed."))
  func aLiveFolderHasEverything() throws {
    _ = try glutecue("live", "--input", "wav:run.wav", "--pace", "none", "--output", "session")
    let first = try content("session/report.html")
    #expect(first.contains("The average stride") && first.contains("“recovered” sound"))
    _ = try glutecue("report", "session", "--force")
    #expect(try content("session/report.html") == first)
  }

  @Test func aSessionThatWasCutOffLeadsToRepair() throws {
    _ = try glutecue("live", "--input", "wav:run.wav", "--pace", "none", "--output", "session")
    try FileManager.default.removeItem(atPath: folder["session/summary.json"])
    try expectRefusal(
      ["report", "session", "--force"], in: folder,
      "session holds a recording but no summary.json, so the session was cut off. Repair it first: glutecue repair "
        + "session", exitCode: 65)
    try expectRefusal(
      ["export", "session", "--to", "csv"], in: folder,
      "session holds a recording but no summary.json, so the session was cut off. Repair it first: glutecue repair "
        + "session", exitCode: 65)
    _ = try folder.file("session/summary.json", "{\"version\": 1")
    try expectRefusal(
      ["report", "session", "--force"], in: folder,
      "session/summary.json cannot be used: it is not JSON. It should be a summary.json as live or analyze writes it. "
        + "In the folder of a live session, make it again with: glutecue repair session", exitCode: 65)
  }

  @Test func whatIsNoSessionIsSaid() throws {
    _ = try folder.file("empty/x", in: folder)
    try expectRefusal(
      ["report", "empty"], in: folder,
      "empty holds no summary.json, so it is not a finished session. A session is the folder that was given to live or "
        + "analyze with --output.", exitCode: 65)
    try expectRefusal(
      ["report", "none.wav", "--map", "glute=1"], in: folder, "none.wav: there is no such file.", exitCode: 66)
  }

  @Test func anExistingPageStays() throws {
    _ = try folder.file("run-report.html", "mine")
    try expectRefusal(
      ["report", "run.wav"], in: folder,
      "run-report.html exists already and stays unchanged. Choose another name or folder, "
        + "or say --force to overwrite it.", exitCode: 73)
    try expectRefusal(
      ["report", "run.wav", "--output", "run.json", "--force"], in: folder,
      "run.json is the input and would be destroyed, so nothing is written there, even with --force. "
        + "Choose another name or folder for the results.", exitCode: 73)
  }

  @Test func settingsDoNotGoWithASession() throws {
    _ = try glutecue("analyze", "run.wav", "--output", "out")
    try expectRefusal(
      ["report", "out", "--map", "glute=1", "--force"], in: folder,
      "out is a session folder: its channels and settings are fixed. Options such as --map are for recordings.",
      exitCode: 64)
    try expectRefusal(
      ["report", "run.wav", "--recording", "run.wav"], in: folder,
      "--recording needs a session folder, and run.wav is not one.", exitCode: 64)
  }

  @Test func aNameThatIsHTMLIsShownAsItIs() throws {
    try FileManager.default.moveItem(atPath: folder["run.wav"], toPath: folder["<b>.wav"])
    _ = try glutecue("report", "<b>.wav", "--map", "glute=1,hamstring=2", "--output", "page.html")
    let page = try page("page.html")
    #expect(page.contains("<h1>&lt;b&gt;.wav</h1>") && !page.contains("<b>.wav"))
  }
}

extension TemporaryFolder {
  /// Writes an empty file into a folder of its own.
  fileprivate func file(_ path: String, in folder: TemporaryFolder) throws -> String {
    let url = URL(filePath: folder[path])
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    return try folder.file(path, "")
  }
}
