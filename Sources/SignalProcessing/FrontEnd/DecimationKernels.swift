import EMGUnits
import Glibc

/// The impulse responses of the two decimation stages, with unit gain at 0 Hz.
enum DecimationKernels {
  /// How far the second stage's aliases lie below the signal, in dB.
  static let stopBandAttenuation = 80.0

  /// Four moving averages of `factor` samples in a row: 4 × `factor` − 3 taps.
  ///
  /// Its zeros of fourth order lie exactly on the multiples of the new rate, so what folds onto the EMG band is at least
  /// 70 dB down, for a fifth of the work of one long filter (Hogenauer 1981, IEEE Trans ASSP 29:155).
  static func averaging(factor: Int) -> [Double] {
    var taps = [1.0]
    for _ in 0..<(factor == 1 ? 0 : 4) {
      var next = [Double](repeating: 0, count: taps.count + factor - 1)
      for (i, tap) in taps.enumerated() {
        for j in 0..<factor { next[i + j] += tap / Double(factor) }
      }
      taps = next
    }
    return taps
  }

  /// The same as whole numbers, whose sum is `factor`⁴.
  static func averagingNumbers(factor: Int) -> [Int] {
    let sum = Double(factor * factor * factor * factor)
    return averaging(factor: factor).map { Int(($0 * sum).rounded()) }
  }

  /// Kaiser-windowed sinc (Kaiser 1974) that passes `passEdge` and stops what would fold onto it.
  static func sinc(factor: Int, inputRate: Double, passEdge: Double) -> [Double] {
    guard factor > 1 else { return [1] }
    let outputRate = inputRate / Double(factor)
    let transition = 2 * Double.pi * (outputRate - 2 * passEdge) / inputRate
    let length = (stopBandAttenuation - 7.95) / (2.285 * transition)
    let half = Int((length / 2).rounded(.up))
    let beta = 0.1102 * (stopBandAttenuation - 8.7)
    let cutOff = outputRate / 2 / inputRate
    var taps = (-half...half).map { index -> Double in
      let n = Double(index)
      let ideal = index == 0 ? 2 * cutOff : sin(2 * .pi * cutOff * n) / (.pi * n)
      let x = n / Double(half + 1)
      return ideal * besselI0(beta * (1 - x * x).squareRoot()) / besselI0(beta)
    }
    let sum = taps.reduce(0, +)
    for i in taps.indices { taps[i] /= sum }
    return taps
  }

  /// Modified Bessel function of the first kind, order 0, by its power series; relative error below 1e-12 for x ≤ 20.
  private static func besselI0(_ x: Double) -> Double {
    var sum = 1.0
    var term = 1.0
    var k = 1.0
    while term > 1e-14 * sum {
      term *= (x / (2 * k)) * (x / (2 * k))
      sum += term
      k += 1
    }
    return sum
  }

  /// Magnitude of a symmetric impulse response at a frequency, given in cycles per sample.
  static func magnitude(of taps: [Double], at frequency: Double) -> Double {
    let centre = Double(taps.count - 1) / 2
    return abs(
      taps.enumerated().reduce(0) { $0 + $1.element * cos(2 * .pi * frequency * (Double($1.offset) - centre)) })
  }
}
