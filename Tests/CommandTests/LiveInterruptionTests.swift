import Foundation
import Glibc
import Recording
import TestSupport
import Testing

/// A session that is stopped in the middle is a whole session, only shorter.
@Suite struct LiveInterruptionTests {
  /// Until the summary is there, on a machine that is busy with other tests.
  private static let mostSeconds = 2.0
  /// Until the first strides are in the table: about four seconds of running.
  private static let patienceSeconds = 30.0

  struct NothingCame: Error {}

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try Samples.copy("glute-stops", to: folder, as: "run")
  }

  /// Waits for a second line in the stride table of the session.
  private func waitForAStride() throws {
    let end = Date.now + Self.patienceSeconds
    while Date.now < end {
      let bytes = (try? folder.bytes("session/strides.csv")) ?? []
      if bytes.count(where: { $0 == UInt8(ascii: "\n") }) > 1 { return }
      usleep(20_000)
    }
    throw NothingCame()
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func endsWithItsSummaryAndCanBeReplayed(signal: Int32) throws {
    var asked = Date.now
    let result = try GlutecueProcess.run(
      ["live", "--input", "wav:run.wav", "--output", "session", "--tone", "wav:tone.wav"], in: folder.path
    ) { process in
      try waitForAStride()
      asked = .now
      kill(process.processIdentifier, signal)
    }
    #expect(Date.now.timeIntervalSince(asked) < Self.mostSeconds)
    #expect(result.exitCode == 0 && result.standardError == "")
    #expect(result.standardOutput.contains("\nNo cues.\n"))
    #expect(result.standardOutput.contains("\nWritten: session/strides.csv, session/cues.csv, session/summary.json, "))
    let kept = try RecordingReader(path: folder["session/recording.wav"])
    #expect(kept.warnings == [] && (2 * 2000..<30 * 2000).contains(kept.frameCount))
    #expect(try RecordingReader(path: folder["tone.wav"]).frameCount == 23 * kept.frameCount)
    let again = try GlutecueProcess.run(
      ["live", "--pace", "none", "--input", "wav:session/recording.wav", "--output", "again"], in: folder.path)
    #expect(again.exitCode == 0)
    for name in ["strides.csv", "cues.csv", "recording.wav"] {
      #expect(try folder.bytes("session/\(name)") == folder.bytes("again/\(name)"), "\(name)")
    }
  }

  @Test func whatWasRecordedSurvivesAKilledProgram() throws {
    let result = try GlutecueProcess.run(
      ["live", "--input", "wav:run.wav", "--output", "session"], in: folder.path
    ) { process in
      try waitForAStride()
      kill(process.processIdentifier, SIGKILL)
    }
    #expect(result.exitCode == 128 + SIGKILL)
    let kept = try RecordingReader(path: folder["session/recording.wav"])
    #expect(kept.frameCount >= 2 * 2000)
    #expect(try StrideTableFile(folder["session/strides.csv"]).rows.count >= 1)
  }

  @Test func aClosedDisplayDoesNotEndIt() throws {
    let program = "\"$0\" live --pace none --input wav:run.wav --output session | head -n 1"
    let result = try GlutecueProcess.run(
      URL(filePath: "/bin/sh"), ["-c", program, GlutecueProcess.executable.path], in: folder.path)
    #expect(result.standardError == "")
    #expect(try RecordingReader(path: folder["session/recording.wav"]).frameCount == 60 * 2000)
    #expect(try folder.bytes("session/summary.json").last == UInt8(ascii: "\n"))
  }
}
