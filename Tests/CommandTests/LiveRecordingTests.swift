import Foundation
import Recording
import TestSupport
import Testing

/// A session's `recording.wav` is its input, bit for bit.
@Suite struct LiveRecordingTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private static let muscles = "glute=1,hamstring=2,quadriceps=3,calf=4,lower-back=5"

  @Test(
    arguments: [
      ["--encoding", "int16"], ["--encoding", "int24"], ["--encoding", "float32"],
      ["--encoding", "int24", "--map", muscles, "--sample-rate", "1000"],
      ["--encoding", "int16", "--sample-rate", "48000"],
    ])
  func holdsTheInput(format: [String]) throws {
    let made = try GlutecueProcess.run(
      ["simulate", "--duration", "12", "--output", "run.wav"] + format, in: folder.path)
    try #require(made.exitCode == 0)
    let result = try GlutecueProcess.run(
      ["live", "--pace", "none", "--input", "wav:run.wav", "--output", "session"], in: folder.path)
    #expect(result.exitCode == 0)
    let kept = try RecordingReader(path: folder["session/recording.wav"])
    let input = try RecordingReader(path: folder["run.wav"])
    #expect(kept.encoding == input.encoding && kept.sampleRate == input.sampleRate && kept.warnings == [])
    #expect(kept.channelCount == input.channelCount && kept.frameCount == input.frameCount)
    #expect(try bits(kept) == bits(input))
  }

  @Test func holdsWhatIsNoNumberToo() throws {
    var samples = try Samples.healthy(seconds: 10).map { Float($0) / 32_768 }
    samples[20_000] = .nan
    samples[20_001] = -.infinity
    samples[20_003] = 3e38
    _ = try folder.file("run.wav", WAVBytes(floats: samples).bytes)
    let result = try GlutecueProcess.run(
      [
        "live", "--pace", "none", "--input", "wav:run.wav", "--output", "session", "--map", "glute=1,hamstring=2",
      ], in: folder.path)
    #expect(result.exitCode == 0)
    #expect(try bits(RecordingReader(path: folder["session/recording.wav"])) == samples.map(\.bitPattern))
  }

  @Test func itsSidecarSaysWhatTheSamplesAre() throws {
    _ = try Samples.copy("healthy", to: folder, as: "run")
    let result = try GlutecueProcess.run(
      ["live", "--pace", "none", "--input", "wav:run.wav", "--output", "session", "--full-scale-mv", "2.5"],
      in: folder.path)
    #expect(result.exitCode == 0)
    let sidecar = try #require(try Sidecar.load(beside: folder["session/recording.wav"]))
    #expect(sidecar.map?.description == "glute=1,hamstring=2" && sidecar.fullScaleMillivolts == 2.5)
  }

  /// Every sample as it stands in the file.
  private func bits(_ reader: RecordingReader) throws -> [UInt32] {
    let count = reader.frameCount * reader.channelCount
    if reader.nativeKind == .float {
      var values = [Float](repeating: 0, count: count)
      _ = try values.withUnsafeMutableBufferPointer { try reader.read(into: $0) }
      return values.map(\.bitPattern)
    }
    var values = [Int32](repeating: 0, count: count)
    _ = try values.withUnsafeMutableBufferPointer { try reader.read(into: $0) }
    return values.map { UInt32(bitPattern: $0) }
  }
}
