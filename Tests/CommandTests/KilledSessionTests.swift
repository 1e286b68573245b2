import Files
import Foundation
import Glibc
import Recording
import TestSupport
import Testing

/// A session killed at any moment keeps all but the last second, and `repair` makes it whole.
///
/// The environment variable `TEST_KILLS` asks for more moments than the usual few.
@Suite struct KilledSessionTests {
  private static let rate = 2000
  private static let headerBytes = 112
  /// Asked for: no more than a second is missing.
  private static let mostMissing = rate
  private static let patienceSeconds = 60.0

  struct NothingCame: Error {}

  /// A session and the number of bytes in its recording at which it is killed.
  struct Moment: CustomTestStringConvertible {
    let pace: String
    let format: String
    let bytes: Int
    var testDescription: String { "\(pace), \(format), \(bytes) bytes" }
  }

  private static let moments: [Moment] = {
    let count = ProcessInfo.processInfo.environment["TEST_KILLS"].flatMap(Int.init) ?? 8
    var noise = SeededNoise(seed: 29)
    return (0..<count).map { index in
      let pace = index % 2 == 0 ? "realtime" : "none"
      let format = index % 4 < 2 ? "wav" : "flac"
      // up to 6 s as it comes, or anywhere in 10 minutes as fast as it goes; FLAC has about half the bytes
      let most = (pace == "realtime" ? 6 : 600) * rate * 4 / (format == "flac" ? 2 : 1)
      // FLAC writes blocks of up to 4096 frames: 16 kB hold a whole one for sure, and so something that must be kept
      let least = format == "flac" ? 20_000 : 4096
      return Moment(pace: pace, format: format, bytes: Int.random(in: least...most, using: &noise))
    }
  }()

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func size(_ name: String) -> Int {
    var status = stat()
    return stat(folder[name], &status) == 0 ? Int(status.st_size) : 0
  }

  private func kill(_ moment: Moment) throws {
    let result = try GlutecueProcess.run(
      [
        "live", "--input", "wav:run.wav", "--output", "session", "--pace", moment.pace, "--recording", moment.format,
        "--cue-policy", "limit", "--cue-limit-seconds", "1",
      ], in: folder.path
    ) { process in
      let end = Date.now + Self.patienceSeconds
      while size("session/recording.\(moment.format)") < moment.bytes, process.isRunning {
        guard Date.now < end else { throw NothingCame() }
        usleep(200)
      }
      Glibc.kill(process.processIdentifier, SIGKILL)
    }
    try #require(result.exitCode == 128 + SIGKILL || moment.pace == "none")
  }

  /// Frames that the header tells, without any reader: all that other programs look at.
  private func announced(_ format: String) throws -> Int {
    let bytes = try folder.bytes("session/recording.\(format)").prefix(Self.headerBytes)
    let tail = format == "wav" ? Array(bytes[108..<112].reversed()) : [bytes[21] & 15] + bytes[22..<26]
    return tail.reduce(0) { $0 << 8 | Int($1) } / (format == "wav" ? 4 : 1)
  }

  @Test(arguments: moments)
  func keepsAllButTheLastSecond(moment: Moment) throws {
    let made = try GlutecueProcess.run(
      ["simulate", "--output", "run.wav", "--duration", moment.pace == "none" ? "600" : "12", "--silent", "6,14"],
      in: folder.path)
    try #require(made.exitCode == 0)
    try kill(moment)
    let name = "session/recording.\(moment.format)"
    let announced = try announced(moment.format)
    let strides = try folder.bytes("session/strides.csv")
    let held = moment.format == "wav" ? (size(name) - Self.headerBytes) / 4 : announced
    #expect(announced >= held - Self.mostMissing)

    let repaired = try GlutecueProcess.run(["repair", "session"], in: folder.path)
    #expect(repaired.exitCode == 0 && repaired.standardError == "")
    #expect(!repaired.standardOutput.contains("the old table"))
    let kept = try RecordingReader(path: folder[name])
    #expect(kept.warnings.isEmpty && kept.frameCount > 0 && kept.frameCount >= held && kept.frameCount >= announced)
    try expectSameAsAReplay(kept.frameCount, name)
    #expect(try folder.bytes("session/strides.csv").starts(with: strides.prefix((strides.lastIndex(of: 10) ?? -1) + 1)))
    let again = try GlutecueProcess.run(["repair", "session"], in: folder.path)
    #expect(again.exitCode == 0 && again.standardOutput == "session: nothing to repair.\n")
  }

  /// The recording is the beginning of the input, and the tables are those of a session on that beginning.
  private func expectSameAsAReplay(_ frames: Int, _ name: String) throws {
    let input = try RecordingReader(path: folder["run.wav"])
    let kept = try RecordingReader(path: folder[name])
    var (expected, found) = ([Int16](repeating: 0, count: 2 * frames), [Int16](repeating: 1, count: 2 * frames))
    #expect(try expected.withUnsafeMutableBufferPointer { try input.read(into: $0) } == frames)
    #expect(try found.withUnsafeMutableBufferPointer { try kept.read(into: $0) } == frames)
    #expect(expected == found)
    _ = try folder.file("part.wav", WAVBytes(expected).bytes)
    try FileManager.default.copyItem(atPath: folder["run.json"], toPath: folder["part.json"])
    let result = try GlutecueProcess.run(
      [
        "live", "--pace", "none", "--input", "wav:part.wav", "--output", "part", "--config", "session/settings.yaml",
      ], in: folder.path)
    try #require(result.exitCode == 0 || result.exitCode == 4)
    for table in ["strides.csv", "cues.csv"] {
      #expect(try folder.bytes("part/\(table)") == folder.bytes("session/\(table)"), "\(table)")
    }
  }
}
