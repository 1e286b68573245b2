import Foundation
import Glibc
import TestSupport
import Testing

/// What cannot be a recording is refused by every command that measures one, in the same words.
@Suite struct UnreadableInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let message: String
    let exitCode: Int32
    let bytes: [UInt8]?
    init(_ name: String, _ message: String, _ exitCode: Int32 = 65, bytes: [UInt8]? = nil) {
      self.name = name
      self.message = message
      self.exitCode = exitCode
      self.bytes = bytes
    }
    var testDescription: String { name }
  }

  private static let supported =
    "Supported are WAV, W64 and RF64 with 16-, 24- or 32-bit integer or 32- or 64-bit float samples, "
    + "FLAC with 16 or 24 bits, EDF and BDF, BIDS folders, and tables named .csv, .tsv or .txt."

  private static func wav(channels: Int, rate: Int) -> [UInt8] {
    var wav = WAVBytes([Int16](repeating: 100, count: channels * 50))
    wav.channelCount = channels
    wav.sampleRate = rate
    return wav.bytes
  }

  private static let cases = [
    Case("missing.wav", "missing.wav: there is no such file.", 66),
    Case("empty.wav", "empty.wav: the file is empty (0 bytes). Nothing was recorded.", bytes: []),
    Case(
      "header.wav", "header.wav: the file has a header but not a single whole frame. Nothing was recorded.",
      bytes: WAVBytes([]).bytes),
    Case(
      "text.wav", "text.wav: this is no recording that can be read, whatever its name says. \(supported)",
      bytes: Array("I ran twelve kilometres today.\n".utf8)),
    Case(
      "cut.wav",
      "cut.wav: it begins like a WAV file, but its header is damaged or cut off, "
        + "or its samples are compressed in an unknown way. \(supported)",
      bytes: Array(WAVBytes([1, 2]).bytes.prefix(30))),
    Case("c17.wav", "c17.wav: 17 channels; 1 to 16 are allowed.", bytes: wav(channels: 17, rate: 2000)),
    Case(
      "slow.wav", "slow.wav: 499 Hz sample rate; 500 Hz to 192000 Hz are allowed.", bytes: wav(channels: 2, rate: 499)),
    Case(
      "fast.wav", "fast.wav: 192001 Hz sample rate; 500 Hz to 192000 Hz are allowed.",
      bytes: wav(channels: 2, rate: 192_001)),
  ]

  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: MeasuringCommand.allCases, cases)
  func isRefused(command: MeasuringCommand, input: Case) throws {
    if let bytes = input.bytes { _ = try folder.file(input.name, bytes) }
    try expectRefusal(
      command.arguments(input.name, ["--map", "glute=1,hamstring=2", "--output", "results"]), in: folder, input.message,
      exitCode: input.exitCode)
    #expect(!FileManager.default.fileExists(atPath: folder["results"]))
  }

  /// `analyze` looks for recordings in it.
  @Test func aFolderIsRefused() throws {
    try FileManager.default.createDirectory(atPath: folder["run.wav"], withIntermediateDirectories: false)
    try expectRefusal(
      MeasuringCommand.live.arguments("run.wav"), in: folder, "run.wav: this is a folder. Give the path of a file.",
      exitCode: 65)
  }

  @Test(arguments: MeasuringCommand.allCases)
  func aNamedPipeIsRefusedAtOnce(command: MeasuringCommand) throws {
    try #require(mkfifo(folder["run.wav"], 0o600) == 0)
    try expectRefusal(
      command.arguments("run.wav"), in: folder, "run.wav: this is a named pipe. A recording must be a file.",
      exitCode: 65)
  }

  @Test(.enabled(if: geteuid() != 0, "The administrator may read everything."), arguments: MeasuringCommand.allCases)
  func aFileWithoutPermissionIsRefused(command: MeasuringCommand) throws {
    let path = try folder.file("run.wav", WAVBytes([1, 2]).bytes)
    try #require(chmod(path, 0) == 0)
    try expectRefusal(
      command.arguments("run.wav"), in: folder,
      "run.wav: you are not permitted to read it. Give yourself access with: chmod u+r run.wav", exitCode: 77)
  }
}
