import Glibc

/// A sine of known frequency, to be made or to be measured.
package struct Tone {
  /// Radians per sample.
  package let step: Double

  /// A tone of `hertz` at a sample rate.
  package init(hertz: Double, rate: Double) { step = 2 * .pi * hertz / rate }

  /// `count` samples; phase 0 is at sample 0.
  package func samples(count: Int, amplitude: Double = 1, phase: Double = 0) -> [Float] {
    (0..<count).map { Float(amplitude * sin(step * Double($0) + phase)) }
  }

  /// The tone's amplitude in a signal and its phase at the signal's first sample (Hann window against leakage).
  package func measured(in signal: some Collection<Float>) -> (amplitude: Double, phase: Double) {
    var (re, im, weights) = (0.0, 0.0, 0.0)
    for (n, value) in signal.enumerated() {
      let weight = 0.5 - 0.5 * cos(2 * .pi * (Double(n) + 0.5) / Double(signal.count))
      re += weight * Double(value) * sin(step * Double(n))
      im += weight * Double(value) * cos(step * Double(n))
      weights += weight
    }
    return (2 * (re * re + im * im).squareRoot() / weights, atan2(im, re))
  }
}

/// A ratio of amplitudes in decibels.
package func decibels(_ ratio: Double) -> Double { 20 * log10(ratio) }
