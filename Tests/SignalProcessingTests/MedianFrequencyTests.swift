import EMGUnits
import SignalProcessing
import TestSupport
import Testing

@Suite struct MedianFrequencyTests {
  /// Hertz: half a bin of the transform at 2 kHz, which scipy's finer spectrum does not have.
  private static let tolerance = 1.0

  private struct Reference: Decodable {
    let seed: UInt64
    let count: Int
    let a: Double
    let b: Double
    let median: Double
  }

  /// The resonant noise of the fixture, without its first 500 samples.
  private func noise(_ reference: Reference) -> [Float] {
    var (last, before) = (0.0, 0.0)
    let all = SeededNoise.uniform(seed: reference.seed, count: reference.count + 500).map { x -> Float in
      let y = Double(x) + reference.a * last + reference.b * before
      (last, before) = (y, last)
      return Float(y)
    }
    return Array(all.dropFirst(500))
  }

  private func median(_ samples: [Float], rate: Hertz = 2000, band: FrequencyBand = .surfaceEMG) -> Double? {
    samples.withUnsafeBufferPointer { samples in
      guard let first = samples.baseAddress else { return nil }
      return MedianFrequency(rate: rate, band: band).median(of: first, count: samples.count)?.value
    }
  }

  @Test func agreesWithSciPyOnFilteredNoise() throws {
    for reference in try fixture("median-frequency", as: [Reference].self) {
      let found = try #require(median(noise(reference)))
      #expect(abs(found - reference.median) < Self.tolerance)
    }
  }

  @Test(arguments: [40.0, 77, 120.5, 333, 440])
  func ofASineIsItsFrequency(hertz: Double) throws {
    let found = try #require(median(Tone(hertz: hertz, rate: 2000).samples(count: 1000)))
    #expect(abs(found - hertz) < Self.tolerance)
  }

  @Test func onlyTheBandCounts() throws {
    let wanted = Tone(hertz: 100, rate: 2000).samples(count: 1000, amplitude: 0.01)
    let artefact = Tone(hertz: 8, rate: 2000).samples(count: 1000)
    let found = try #require(median(zip(wanted, artefact).map(+)))
    #expect(abs(found - 100) < Self.tolerance)
  }

  @Test func amplitudeDoesNotMatter() throws {
    let samples = SeededNoise.normal(seed: 61, count: 400)
    let usual = try #require(median(samples))
    for scale in [Float(1e-6), 1e-3, 1e3] {
      #expect(abs(try #require(median(samples.map { $0 * scale })) - usual) < 0.01)
    }
  }

  @Test func silenceAndTooLittleHaveNone() {
    #expect(median([Float](repeating: 0, count: 500)) == nil)
    #expect(median([Float](repeating: 1, count: 15)) == nil)
    #expect(median([]) == nil)
  }
}
