import Glibc

/// A sine of known frequency, to be made or to be measured.
package struct Tone {
  /// Radians per sample.
  package let step: Double

  /// A tone of `hertz` at a sample rate.
  package init(hertz: Double, rate: Double) { step = 2 * .pi * hertz / rate }

  /// Cosine of the radians per sample, what a resonance needs.
  package var cosine: Double { cos(step) }

  /// `count` samples; phase 0 is at sample 0.
  package func samples(count: Int, amplitude: Double = 1, phase: Double = 0) -> [Float] {
    var phasor = Phasor(phase: phase, step: step)
    return (0..<count).map { _ in
      defer { phasor.advance() }
      return Float(amplitude * phasor.sine)
    }
  }

  /// The tone's amplitude in a signal and its phase at the signal's first sample (Hann window against leakage).
  package func measured(in signal: some Collection<Float>) -> (amplitude: Double, phase: Double) {
    var phasor = Phasor(phase: 0, step: step)
    let windowStep = 2 * Double.pi / Double(signal.count)
    var window = Phasor(phase: windowStep / 2, step: windowStep)
    var (re, im, weights) = (0.0, 0.0, 0.0)
    for value in signal {
      let weight = 0.5 - 0.5 * window.cosine
      re += weight * Double(value) * phasor.sine
      im += weight * Double(value) * phasor.cosine
      weights += weight
      phasor.advance()
      window.advance()
    }
    return (2 * (re * re + im * im).squareRoot() / weights, atan2(im, re))
  }
}

/// A point that goes round the unit circle in equal steps. Exact to 1e-9 over a million steps.
private struct Phasor {
  private(set) var cosine: Double
  private(set) var sine: Double
  private let stepCosine: Double
  private let stepSine: Double

  init(phase: Double, step: Double) {
    (cosine, sine) = (cos(phase), sin(phase))
    (stepCosine, stepSine) = (cos(step), sin(step))
  }

  mutating func advance() {
    (cosine, sine) = (cosine * stepCosine - sine * stepSine, sine * stepCosine + cosine * stepSine)
  }
}

/// A ratio of amplitudes in decibels.
package func decibels(_ ratio: Double) -> Double { 20 * log10(ratio) }
