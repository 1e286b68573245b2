import EMGUnits
import Recording
import TestSupport
import Testing

/// The same samples are one recording, in whatever file; any others are another.
@Suite struct RecordingIdentityTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private static let rate = Hertz(2000)

  private func write(
    _ name: String, _ samples: [Int16], rate: Hertz = RecordingIdentityTests.rate, channels: Int = 2
  ) throws -> String {
    let writer = try RecordingWriter(path: folder[name], sampleRate: rate, channelCount: channels, encoding: .int16)
    try writer.write(samples)
    try writer.close()
    return try RecordingIdentity.text(of: folder[name])
  }

  private static func noise(_ frames: Int, seed: UInt64 = 1) -> [Int16] {
    SeededNoise.uniform(seed: seed, count: 2 * frames).map { Int16($0 * 20_000) }
  }

  @Test(arguments: [1, 100, 2048, 65_536, 65_537, 300_001])
  func theContainerDoesNotMatter(frames: Int) throws {
    let samples = Self.noise(frames)
    let wav = try write("a.wav", samples)
    #expect(try write("a.flac", samples) == wav && write("copy.wav", samples) == wav && wav.count == 32)
  }

  @Test func anythingElseIsAnother() throws {
    var samples = Self.noise(100_000)
    let all = [
      try write("a.wav", samples), try write("b.wav", Self.noise(100_000, seed: 2)),
      try write("c.wav", samples.dropLast(2)), try write("d.wav", samples, rate: 1000),
      try write("e.wav", samples, channels: 1),
    ]
    #expect(Set(all).count == all.count)
    // the very first and the very last sample are looked at
    for place in [0, samples.count - 1] {
      samples[place] ^= 1
      #expect(try !all.contains(write("f\(place).wav", samples)))
      samples[place] ^= 1
    }
  }
}
