import SignalProcessing
import Glibc
import TestSupport
import Testing

@Suite struct RealFourierTransformTests {
  /// Single precision: rounding grows with the logarithm of the size, from 6e-8 of the spectrum's RMS.
  private static let tolerance = 1e-6

  private func spectrum(_ signal: [Float]) -> [Double] {
    let transform = RealFourierTransform(size: signal.count)
    for (n, value) in signal.enumerated() { transform.time[n] = value }
    transform.forward()
    return (0..<2 * transform.binCount).map { Double(transform.bins[$0]) }
  }

  private func directSpectrum(_ signal: [Float]) -> [Double] {
    (0...signal.count / 2).flatMap { bin -> [Double] in
      var (re, im) = (0.0, 0.0)
      for (n, value) in signal.enumerated() {
        let angle = -2 * Double.pi * Double(bin * n % signal.count) / Double(signal.count)
        re += Double(value) * cos(angle)
        im += Double(value) * sin(angle)
      }
      return [re, im]
    }
  }

  /// Largest difference, in units of the spectrum's root mean square.
  private func difference(_ a: [Double], _ b: [Double]) -> Double {
    let scale = (b.reduce(0) { $0 + $1 * $1 } / Double(b.count)).squareRoot()
    return zip(a, b).map { abs($0 - $1) }.reduce(0, max) / scale
  }

  @Test(arguments: [2, 4, 6, 30, 256, 360, 1000, 2048])
  func isTheDiscreteFourierTransform(size: Int) {
    let signal = SeededNoise.uniform(seed: UInt64(size), count: size)
    #expect(difference(spectrum(signal), directSpectrum(signal)) < Self.tolerance)
  }

  private struct Reference: Decodable {
    let size: Int
    let seed: UInt64
    let bins: [Int]
    let re: [Double]
    let im: [Double]
  }

  @Test func agreesWithNumPy() throws {
    for reference in try fixture("rfft", as: [Reference].self) {
      let all = spectrum(SeededNoise.uniform(seed: reference.seed, count: reference.size))
      let found = reference.bins.map { all[2 * $0] } + reference.bins.map { all[2 * $0 + 1] }
      #expect(difference(found, reference.re + reference.im) < Self.tolerance)
    }
  }

  @Test(arguments: [2, 6, 256, 1000, 8192])
  func aRoundTripMultipliesByTheSize(size: Int) {
    let signal = SeededNoise.uniform(seed: 5, count: size)
    let transform = RealFourierTransform(size: size)
    for (n, value) in signal.enumerated() { transform.time[n] = value }
    transform.forward()
    #expect((0..<size).allSatisfy { transform.time[$0] == signal[$0] })
    transform.inverse()
    let scaled = signal.map { Double($0) * Double(size) }
    #expect(difference((0..<size).map { Double(transform.time[$0]) }, scaled) < Self.tolerance)
  }

  @Test func startsWithSilence() {
    let transform = RealFourierTransform(size: 64)
    #expect(transform.binCount == 33)
    #expect((0..<64).allSatisfy { transform.time[$0] == 0 })
    #expect((0..<66).allSatisfy { transform.bins[$0] == 0 })
  }

  @Test func anOddSizeTraps() async {
    await #expect(processExitsWith: .failure) { _ = RealFourierTransform(size: 15) }
  }
}
