import Foundation
import Recording
import TestSupport
import Testing

/// The pictures and the sound in `docs/pictures` are those of the present program. No browser is needed.
@Suite struct PicturesTests {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL
  private static let remedy: Comment = "Run “make pictures”, then look at docs/pictures."
  /// What `scripts/pictures.py` cuts out of the tone, in seconds of the run.
  private static let sound = 20.5..<30.5

  @Test func thePicturesAreAsOldAsWhatTheyShow() throws {
    let result = try GlutecueProcess.run(
      Self.package.appending(path: "scripts/check-pictures.sh"), [],
      environment: ["GLUTECUE": GlutecueProcess.executable.path], timeout: 300)
    #expect(result.exitCode == 0, "\(result.standardError)")
  }

  @Test func theSoundIsWhatTheRunnerHearsSampleBySample() throws {
    let folder = try TemporaryFolder()
    let result = try GlutecueProcess.run(
      [
        "live", "--input", "wav:" + Samples.path("glute-stops.wav"), "--tone", "wav:tone.wav", "--pace", "none",
        "--no-history", "--output", "run",
      ], in: folder.path)
    #expect(result.exitCode == 0, "\(result.standardError)")
    let tone = try samples(folder["tone.wav"])
    let kept = try samples(Self.package.appending(path: "docs/pictures/silent-glute.flac").path)
    #expect(kept.rate == tone.rate, Self.remedy)
    let first = Int((Self.sound.lowerBound * tone.rate).rounded())
    let last = Int((Self.sound.upperBound * tone.rate).rounded())
    #expect(kept.samples.count == last - first, Self.remedy)
    let different = zip(kept.samples, tone.samples[first..<last]).enumerated().first { $1.0 != $1.1 }?.offset
    #expect(different == nil, Self.remedy)
    // beeps are heard in it
    let loudest = kept.samples.reduce(0) { max($0, abs(Int($1))) }
    #expect(loudest > 1000)
  }

  private func samples(_ path: String) throws -> (samples: [Int16], rate: Double) {
    let reader = try RecordingReader(path: path)
    var samples = [Int16](repeating: 0, count: reader.frameCount * reader.channelCount)
    let frames = try samples.withUnsafeMutableBufferPointer { try reader.read(into: $0) }
    try #require(reader.channelCount == 1 && frames == reader.frameCount)
    return (samples, reader.sampleRate.value)
  }
}
