import Glibc
import SignalProcessing
import TestSupport
import Testing

@Suite struct PowerHistogramTests {
  /// A step is an eighth of an octave of the mantissa, 12 % at most; its middle is at most half of that away.
  private static let tolerance: Float = 0.0626

  @Test(arguments: [Float(1e-12), 1e-6, 1, 1e6])
  func quantilesAgreeWithASort(scale: Float) {
    var noise = SeededNoise(seed: 51)
    let powers = (0..<20_000).map { _ in scale * exp(3 * noise.normal()) }
    var histogram = PowerHistogram()
    for power in powers { histogram.add(power) }
    #expect(histogram.total == powers.count)
    let sorted = powers.sorted()
    for fraction in [0.01, 0.1, 0.2, 0.5, 0.8, 0.95, 0.999] {
      let exact = sorted[Int(fraction * Double(powers.count))]
      #expect(abs(histogram.quantile(fraction) / exact - 1) < Self.tolerance)
    }
  }

  @Test func silenceAndExtremesHaveTheirPlace() {
    var histogram = PowerHistogram()
    #expect(histogram.quantile(0.5) == 0)
    for power in [Float(0), 0, 0, .leastNonzeroMagnitude, 1, .greatestFiniteMagnitude] { histogram.add(power) }
    #expect(histogram.quantile(0.2) < 1e-38)
    #expect(abs(histogram.quantile(0.7) - 1) < Self.tolerance)
    #expect(histogram.quantile(0.9).isFinite && histogram.quantile(0.9) > 1e38)
  }
}
