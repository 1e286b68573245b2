import EMGUnits
import GaitAnalysis
import TestSupport
import Testing

/// When a burst begins.
@Suite struct OnsetDetectorTests {
  private static let rate = 2000.0
  /// Single onsets are uncertain by 15–30 ms (Kowalski et al. 2021); the smoothing alone is 20 ms.
  private static let tolerance = 0.03

  /// Noise of an electrode with a burst in it, 40 dB above.
  private func stride(burstAt start: Int, length: Int = 300, seed: UInt64, height: Float = 0.1) -> [Float] {
    var noise = SeededNoise(seed: seed)
    return (0..<1500).map { n in (n >= start && n < start + length ? height : 0.001) * noise.normal() }
  }

  @Test(arguments: [500, 700, 900], 1...4 as ClosedRange<UInt64>) func isFoundWhereTheBurstBegins(
    start: Int, seed: UInt64
  )
    throws
  {
    let detector = OnsetDetector(rate: Hertz(Self.rate))
    let samples = stride(burstAt: start, seed: seed)
    let found = detector.onset(samples, count: samples.count, peakFrom: start - 50, to: start + 250)
    #expect(abs(Double(try #require(found) - start)) / Self.rate < Self.tolerance)
  }

  @Test func noiseAloneHasNone() {
    let detector = OnsetDetector(rate: Hertz(Self.rate))
    let flat = [Float](repeating: 0, count: 1500)
    #expect(detector.onset(flat, count: 1500, peakFrom: 600, to: 900) == nil)
  }

  @Test func whatDoesNotFitIsRefused() {
    let detector = OnsetDetector(rate: Hertz(Self.rate))
    let samples = stride(burstAt: 700, seed: 9)
    #expect(detector.onset(samples, count: samples.count, peakFrom: 900, to: 700) == nil)
    #expect(detector.onset(samples, count: samples.count, peakFrom: 0, to: 700) == nil)
    #expect(detector.onset(samples, count: samples.count, peakFrom: 600, to: 1500) == nil)
    #expect(detector.onset(samples, count: 10, peakFrom: 2, to: 5) == nil)
  }
}
