import Foundation
import Recording
import TestSupport
import Testing

/// What could not be written leaves nothing behind that looks like a result or stands in the way of the next try.
@Suite struct FailedOutputTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try Samples.copy("healthy", to: folder, as: "run")
  }

  /// With files that cannot grow beyond so many bytes, which is what a full disk looks like to a program.
  private func run(_ arguments: [String], mostBytes: Int) throws -> GlutecueProcess.Result {
    try GlutecueProcess.run(
      URL(filePath: "/bin/sh"),
      ["-c", "trap '' XFSZ; ulimit -f \(mostBytes / 512); exec \"$0\" \"$@\"", GlutecueProcess.executable.path]
        + arguments, in: folder.path)
  }

  private func files(_ path: String) -> [String] {
    FileManager.default.enumerator(atPath: folder[path])?.compactMap { $0 as? String } ?? []
  }

  @Test(arguments: [
    ["report", "session", "--output", "new/page.html"], ["report", "run.wav", "--output", "new/page.html"],
    ["export", "session", "--to", "edf", "--output", "new/run.edf"],
    ["export", "session", "--to", "csv", "--output", "new/csv"],
    ["export", "session", "--to", "bids", "--output", "new/bids"], ["analyze", "run.wav", "--output", "new/results"],
    ["config", "--write", "new/config.yaml"], ["simulate", "--duration", "3", "--output", "new/made.wav"],
    ["live", "--input", "wav:run.wav", "--pace", "none", "--tone", "wav:new/tone.wav"],
    ["live", "--input", "wav:run.wav", "--pace", "none", "--output", "new/session"],
  ])
  func nothingIsInTheWayOfTheNextTry(arguments: [String]) throws {
    _ = try GlutecueProcess.run(
      ["live", "--input", "wav:run.wav", "--pace", "none", "--no-history", "--output", "session"], in: folder.path)
    try FileManager.default.createDirectory(atPath: folder["new"], withIntermediateDirectories: false)
    // standard output is a file, too, so the message is lost with the rest
    #expect(try run(arguments, mostBytes: 0).exitCode == 74)
    let left = files("new").filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: folder["new/" + name], isDirectory: &isFolder)
        && !isFolder.boolValue
    }
    #expect(left == [], "\(arguments)")
    #expect(try GlutecueProcess.run(arguments, in: folder.path).exitCode == 0)
  }

  @Test func aPartOfAnExportIsNoExport() throws {
    _ = try GlutecueProcess.run(
      ["live", "--input", "wav:run.wav", "--pace", "none", "--no-history", "--output", "session"], in: folder.path)
    for (form, output) in [("edf", "run.edf"), ("csv", "csv"), ("bids", "bids")] {
      let export = ["export", "session", "--to", form, "--output", output]
      #expect(try run(export, mostBytes: 102_400).exitCode == 74)
      #expect(!FileManager.default.fileExists(atPath: folder[output]), "\(form)")
    }
  }

  @Test func aToneThatItsDiskDoesNotTakeEndsNoSession() throws {
    // the tone takes eleven times the room of the recording
    let result = try run(
      ["live", "--input", "wav:run.wav", "--pace", "none", "--output", "session", "--tone", "wav:tone.wav"],
      mostBytes: 1_024_000)
    #expect(result.exitCode == 74)
    #expect(
      result.standardOutput.contains("  tone: from 0:11.1 on nothing is written, the recording continues. tone.wav: "))
    #expect(result.standardOutput.contains("Note: From 0:11.1 on no tone was written. tone.wav: the disk is full."))
    #expect(
      result.standardError
        == "glutecue: The tone is not complete: from 0:11.1 on none was written, see the note above.\n")
    let kept = try RecordingReader(path: folder["session/recording.wav"])
    let input = try RecordingReader(path: folder["run.wav"])
    #expect(kept.frameCount == input.frameCount && kept.warnings.isEmpty)
    #expect(try StrideTableFile(folder["session/strides.csv"]).rows.count > 50)
    #expect(try RecordingReader(path: folder["tone.wav"]).frameCount > 500_000)
    #expect(
      String(decoding: try folder.bytes("session/summary.json"), as: UTF8.self).contains("\"tone_kept_seconds\" : 11.1")
    )
  }
}
