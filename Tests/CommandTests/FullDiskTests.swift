import Foundation
import Glibc
import Recording
import TestSupport
import Testing

/// A session outlives its disk: the files end in good order, the feedback goes on.
@Suite struct FullDiskTests {
  /// What `ulimit -f` counts in.
  private static let blockBytes = 512
  /// The sound that a sample has after its recording had no more room.
  private static let lateCue = "beep: silent  stride 56"

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try Samples.copy("glute-stops", to: folder, as: "run")
  }

  /// A session whose files cannot grow beyond so many bytes, which is what a full disk looks like to a program.
  private func live(mostBytes: Int, _ more: String...) throws -> GlutecueProcess.Result {
    try GlutecueProcess.run(
      URL(filePath: "/bin/sh"),
      [
        "-c", "ulimit -f \(mostBytes / Self.blockBytes); exec \"$0\" \"$@\"", GlutecueProcess.executable.path, "live",
        "--pace", "none", "--input", "wav:run.wav", "--output", "session",
      ] + more, in: folder.path)
  }

  private func expectBeginningOfInput(_ name: String, frames: Int) throws {
    let kept = try RecordingReader(path: folder[name])
    let input = try RecordingReader(path: folder["run.wav"])
    #expect(kept.warnings.isEmpty && kept.frameCount == frames)
    var (expected, found) = ([Int16](repeating: 0, count: 2 * frames), [Int16](repeating: 1, count: 2 * frames))
    #expect(try expected.withUnsafeMutableBufferPointer { try input.read(into: $0) } == frames)
    #expect(try found.withUnsafeMutableBufferPointer { try kept.read(into: $0) } == frames)
    #expect(expected == found)
  }

  @Test func theWAVEndsWithItsLastWholeFrame() throws {
    let result = try live(mostBytes: 204_800)
    // 112 bytes of header and 4 a frame fill 204 800 bytes
    let frames = (204_800 - 112) / 4
    try expectBeginningOfInput("session/recording.wav", frames: frames)
    let reason =
      "session/recording.wav: the disk is full. "
      + "Writing stopped after 51,172 frames; what is in the file can be read."
    #expect(
      result.standardOutput.contains(
        "  recording: from 0:25.6 on nothing is kept, the feedback continues. \(reason)\n"))
    #expect(result.standardOutput.contains("Note: From 0:25.6 on nothing was kept. \(reason)\n"))
    #expect(result.standardOutput.contains(Self.lateCue))
    #expect(
      result.standardError
        == "glutecue: The recording is not complete: from 0:25.6 on nothing was kept, see the note above.\n")
    #expect(result.exitCode == 74)
    let rows = try StrideTableFile(folder["session/strides.csv"]).rows
    #expect(rows.count > 20 && rows.allSatisfy { $0.number("end_s") < 25.6 })
    #expect(
      String(decoding: try folder.bytes("session/summary.json"), as: UTF8.self).contains("\"kept_seconds\" : 25.58"))
  }

  @Test func theFLACEndsWithItsLastWholeBlock() throws {
    let result = try live(mostBytes: 102_400, "--recording", "flac")
    #expect(result.exitCode == 74 && result.standardOutput.contains(Self.lateCue))
    let frames = try RecordingReader(path: folder["session/recording.flac"]).frameCount
    #expect(frames > 20_000 && frames.isMultiple(of: 1152))
    try expectBeginningOfInput("session/recording.flac", frames: frames)
  }

  @Test func aFolderThatGoesAwayEndsTheRecordingAlone() throws {
    _ = try folder.file("short.wav", WAVBytes(try Samples.healthy(seconds: 8)).bytes)
    let result = try GlutecueProcess.run(
      ["live", "--input", "wav:short.wav", "--output", "session", "--map", "glute=1,hamstring=2"], in: folder.path
    ) { _ in
      while (try? folder.bytes("session/recording.wav").count) ?? 0 < 5000 { usleep(1000) }
      try FileManager.default.moveItem(atPath: folder["session"], toPath: folder["elsewhere"])
    }
    #expect(result.exitCode == 74)
    #expect(
      result.standardOutput.contains(
        "on nothing is kept, the feedback continues. "
          + "session/recording.wav: the file is gone, or the disk that it was on.\n"))
    #expect(result.standardOutput.contains("strides, cadence"))
    #expect(try RecordingReader(path: folder["elsewhere/recording.wav"]).warnings.isEmpty)
  }
}
