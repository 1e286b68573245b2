import Foundation
import Recording
import TestSupport
import Testing

/// A session on a recording whose truth is known: its cues, its tone, and what it keeps.
@Suite struct LiveCueTests {
  /// A tone at the smallest whole multiple of 2000 Hz from 44.1 kHz on.
  private static let tonePerInput = 23
  /// No cue sounds longer.
  private static let longestCueSeconds = 0.4
  /// From the first frame of a cue, which may be a zero of the sound, to the first that is none.
  private static let onsetFrames = 8

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try Samples.copy("glute-stops", to: folder, as: "run")
  }

  private func live(_ more: String..., output: String = "session", input: String = "run.wav") throws {
    let result = try GlutecueProcess.run(
      ["live", "--pace", "none", "--input", "wav:\(input)", "--output", output] + more, in: folder.path)
    #expect(result.exitCode == 0 && result.standardError == "")
  }

  @Test func beepsInTheVeryStridesInWhichTheGluteIsSilent() throws {
    try live()
    let cues = try StrideTableFile(folder["session/cues.csv"])
    #expect(cues.header.hasPrefix("time_s,stride,kind"))
    let silent = cues.rows.filter { $0["kind"] == "silent" }
    // one for each of the two failures
    #expect(cues.rows.filter { $0["kind"] == "recovered" }.count == 2 && cues.rows.count == silent.count + 2)
    let truth = try TruthFile(Samples.path("glute-stops.truth.csv")).rows
    let beeped = silent.compactMap { cue in
      truth.first { $0.contact <= cue.number("time_s") && cue.number("time_s") < $0.end }?.stride
    }
    #expect(beeped == Array(30...37) + Array(60...63))
    let table = try StrideTableFile(folder["session/strides.csv"])
    #expect(silent.map { $0["stride"] } == table.rows.filter { $0["verdict"] == "silent" }.map { $0["stride"] })
  }

  @Test func theToneRunsOnTheInputsClock() throws {
    try live("--tone", "wav:tone.wav")
    let tone = try samples(folder["tone.wav"])
    #expect(tone.rate == 46_000 && tone.values.count == Self.tonePerInput * 60 * 2000)
    var rest = tone.values[...]
    for cue in try StrideTableFile(folder["session/cues.csv"]).rows {
      let first = Int((cue.number("time_s") * 46_000).rounded())
      #expect(rest[..<first].allSatisfy { $0 == 0 }, "silence before \(first)")
      rest = rest[first...]
      let onset = try #require(rest.firstIndex { $0 != 0 })
      #expect(onset - first <= Self.onsetFrames)
      rest = rest[(first + Int(Self.longestCueSeconds * 46_000))...]
    }
    #expect(rest.allSatisfy { $0 == 0 }, "silence after the last")
  }

  private func samples(_ path: String) throws -> (rate: Double, values: [Int16]) {
    let reader = try RecordingReader(path: path)
    var values = [Int16](repeating: 1, count: reader.frameCount)
    let frames = try values.withUnsafeMutableBufferPointer { try reader.read(into: $0) }
    try #require(frames == values.count && reader.channelCount == 1)
    return (reader.sampleRate.value, values)
  }

  @Test func itsOwnRecordingReplaysToTheByte() throws {
    try live("--tone", "wav:tone.wav")
    try live("--tone", "wav:tone2.wav", output: "again", input: "session/recording.wav")
    for name in ["strides.csv", "cues.csv", "recording.wav"] {
      #expect(try folder.bytes("session/\(name)") == folder.bytes("again/\(name)"), "\(name)")
    }
    #expect(try folder.bytes("tone.wav") == folder.bytes("tone2.wav"))
  }

  @Test func theSizeOfTheBlocksDoesNotMatter() throws {
    let files = ["strides.csv", "cues.csv", "summary.json", "settings.yaml", "recording.wav"]
    try live("--tone", "wav:tone.wav")
    for frames in ["1", "7", "240", "4096"] {
      try live("--block-frames", frames, "--tone", "wav:tone-\(frames).wav", output: frames)
      for name in files { #expect(try folder.bytes("\(frames)/\(name)") == folder.bytes("session/\(name)"), "\(name)") }
      #expect(try folder.bytes("tone-\(frames).wav") == folder.bytes("tone.wav"))
    }
  }
}
