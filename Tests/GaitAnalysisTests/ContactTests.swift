import EMGUnits
import GaitAnalysis
import TestSupport
import Testing

/// Contacts from a foot sensor.
@Suite struct ContactTests {
  private static let rate = 1000.0
  private static let stride = 720

  /// Samples at which the foot comes down.
  private func contacts(_ samples: [Float]) -> [Int] {
    var sensor = ContactSensor(rate: Hertz(Self.rate))
    return samples.indices.filter { sensor.add(samples[$0]) }
  }

  /// High from contact on for part of the stride.
  private func stance(_ share: Double, high: Float = 1, low: Float = 0, strides: Int = 10) -> [Float] {
    (0..<strides * Self.stride).map { n in
      let place = (n + Self.stride / 2) % Self.stride
      return place < Int(share * Double(Self.stride)) ? high : low
    }
  }

  @Test(arguments: [(0.01, Float(1), Float(0)), (0.4, 1, 0), (0.4, 0.3, 0.25), (0.6, 100, -100)])
  func spikesAndLevelsAreContactsWhateverTheirSize(share: Double, high: Float, low: Float) {
    let found = contacts(stance(share, high: high, low: low))
    let expected = (0..<10).map { Self.stride / 2 + $0 * Self.stride }
    #expect(found == expected || found == Array(expected.dropFirst()))
  }

  @Test func bouncingIsOneContact() {
    var samples = stance(0.4)
    // the foot bounces for 30 ms
    for n in 0..<samples.count where (n + Self.stride / 2) % Self.stride < 30 && n % 10 < 5 { samples[n] = 0 }
    let found = contacts(samples)
    #expect(zip(found.dropFirst(), found).allSatisfy { $0 - $1 > Self.stride / 2 } && found.count >= 9)
  }

  @Test func aSignalThatHardlyMovesHasNone() {
    #expect(contacts([Float](repeating: 0.7, count: 5000)).isEmpty)
    #expect(contacts(SeededNoise.uniform(seed: 5, count: 5000).map { 1e-6 * $0 }).isEmpty)
  }
}
