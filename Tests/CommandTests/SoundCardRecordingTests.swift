import Foundation
import TestSupport
import Testing

/// Real recordings through a phone's sound card, which filters most of the EMG away; their headers declare 4 bytes more
/// than there are.
@Suite struct SoundCardRecordingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let declared: String
    let held: String
    let frames: String
    let error: String
    let exitCode: Int32
    /// Whether the few percent of power in the EMG band are worth a word: not on a dead channel.
    var tellsShare = false
    var testDescription: String { name }
  }

  /// Percent of the power between 20 and 450 Hz: about 7.
  private static let shares = 3...12
  private static let dead =
    "Channel 1 (glute) is dead. Check that the cable and the electrodes are connected. "
    + "Results that need it are missing or cannot be trusted."
  private static func short(_ seconds: String) -> String {
    "No strides found: the recording lasts \(seconds) s, and finding the rhythm takes at least 3 s of running or walking."
  }
  private static let cases = [
    Case(
      name: "amp_off.wav", declared: "152,624", held: "152,620", frames: "76,288", error: "\(dead) \(short("1.73"))",
      exitCode: 3),
    Case(
      name: "amp_on_baseline.wav", declared: "121,904", held: "121,900", frames: "60,928",
      error: "\(dead) \(short("1.38"))", exitCode: 3),
    Case(
      name: "pulse_1.wav", declared: "188,464", held: "188,460", frames: "94,208", error: short("2.14"), exitCode: 4,
      tellsShare: true),
    Case(
      name: "pulse_max.wav", declared: "140,336", held: "140,332", frames: "70,144",
      error: "Channel 1 (glute) is clipped. Turn the gain down, and check for a loose electrode. "
        + "Results that need it are missing or cannot be trusted. \(short("1.59"))", exitCode: 3, tellsShare: true),
  ]

  @Test(.needsRealRecordings, arguments: cases) func isToldAsItIs(recording: Case) throws {
    try expectTold(RealRecordings.path("soundcard/\(recording.name)"), recording)
  }

  /// A made one of a dead channel, with four bytes less than its header declares.
  @Test func aMadeOneIsToldAsItIs() throws {
    let folder = try TemporaryFolder()
    let recording = try #require(Self.cases.first)
    let samples = SeededNoise.uniform(seed: 44, count: 76_288).map { Int16($0 * 2) }
    let wav = WAVBytes(
      channelCount: 1, sampleRate: 44_100, data: WAVBytes().samples(samples), declaredFile: 152_616)
    try expectTold(folder.file("phone.wav", wav.bytes), recording)
  }

  private func expectTold(_ path: String, _ recording: Case) throws {
    let result = try GlutecueProcess.run(["analyze", path, "--map", "glute=1"])
    #expect(result.standardError == "glutecue: \(recording.error)\n" && result.exitCode == recording.exitCode)
    #expect(
      result.standardOutput.contains(
        "\nNote: \(path): the header declares \(recording.declared) bytes but the file holds \(recording.held); "
          + "read to the last whole frame, \(recording.frames) frames.\n"))
    let told = result.standardOutput.firstMatch(
      of: /\nNote: Channel 1 \(glute\) has only (\d+) % of its power where muscle signals are\./)
    #expect((told != nil) == recording.tellsShare)
    if let told { #expect(Self.shares.contains(Int(told.1) ?? 0)) }
  }
}
