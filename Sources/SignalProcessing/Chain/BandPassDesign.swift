import EMGUnits
import Glibc

/// The impulse responses of the EMG band-pass.
///
/// Magnitude: that of a Butterworth filter of order 4 run forwards and backwards, as `scipy.signal.sosfiltfilt` does
/// (−6 dB at both corners), divided by the gain of the decimation before it. Two phases with this one magnitude:
/// - `linearPhase`: 180 ms long, symmetric, tapered over the last 20 ms so that its gain is within 0.5 % of full gain of
///   that; for measuring, 90 ms late at every frequency;
/// - `minimumPhase`: the same power of every frequency with the least delay; for beeping, about 3 ms late.
///   Made by folding the cepstrum (Oppenheim & Schafer, Discrete-Time Signal Processing, ch. 13).
struct BandPassDesign: ~Copyable {
  private static let size = 8192
  private static let linearHalfSeconds = 0.09
  private static let linearTaperSeconds = 0.02
  private static let minimumSeconds = 0.18
  private static let minimumTaperSeconds = 0.06
  /// Below this gain (−80 dB) the logarithm is not followed any further.
  private static let smallestGain: Float = 1e-4

  let rate: Double
  let band: FrequencyBand
  private let gain: [Float]
  private let transform = RealFourierTransform(size: Self.size)

  /// The decimation's gain changes so little that every 32nd bin is enough.
  private static let gainStep = 32

  /// `band` must be limited to `rate` already; `decimationGain` is the gain to undo.
  init(rate: Hertz, band: FrequencyBand, decimationGain: (Hertz) -> Double) {
    self.rate = rate.value
    self.band = band
    let low = tan(.pi * band.low.value / rate.value)
    let high = tan(.pi * band.high.value / rate.value)
    let coarse = stride(from: 0, through: Self.size / 2, by: Self.gainStep).map { bin in
      max(decimationGain(Hertz(Double(bin) * rate.value / Double(Self.size))), 0.5)
    }
    gain = (0...Self.size / 2).map { bin -> Float in
      guard bin > 0, bin < Self.size / 2 else { return 0 }
      let warped = tan(.pi * Double(bin) / Double(Self.size))
      let lowPass = (warped * warped - low * high) / ((high - low) * warped)
      let butterworth = 1 / (1 + pow(lowPass, 8))
      let (step, rest) = bin.quotientAndRemainder(dividingBy: Self.gainStep)
      let share = Double(rest) / Double(Self.gainStep)
      let before = coarse[step] + share * (coarse[step + 1] - coarse[step])
      return Float(butterworth / before)
    }
  }

  /// Symmetric impulse response and its delay in samples.
  func linearPhase() -> (taps: [Float], delay: Double) {
    let response = impulse { ($0, 0) }
    let half = Int(Self.linearHalfSeconds * rate)
    let taper = Int(Self.linearTaperSeconds * rate)
    let taps = (-half...half).map { n -> Float in
      let into = max(0, abs(n) - (half - taper))
      let window = 0.5 + 0.5 * cos(.pi * Double(into) / Double(taper + 1))
      return response[(n + Self.size) % Self.size] * Float(window)
    }
    return (taps, Double(half))
  }

  /// Causal impulse response of least delay, and the delay of its energy in samples.
  func minimumPhase() -> (taps: [Float], delay: Double) {
    var cepstrum = impulse { (log(max($0, Self.smallestGain)), 0) }
    for n in 1..<Self.size / 2 {
      cepstrum[n] *= 2
      cepstrum[Self.size - n] = 0
    }
    for n in 0..<Self.size { transform.time[n] = cepstrum[n] }
    transform.forward()
    for bin in 0..<transform.binCount {
      let magnitude = exp(transform.bins[2 * bin])
      let phase = transform.bins[2 * bin + 1]
      transform.bins[2 * bin] = magnitude * cos(phase)
      transform.bins[2 * bin + 1] = magnitude * sin(phase)
    }
    transform.inverse()
    let length = Int(Self.minimumSeconds * rate)
    let taper = Int(Self.minimumTaperSeconds * rate)
    let taps = (0..<length).map { n -> Float in
      let into = max(0, n - (length - taper))
      let window = 0.5 + 0.5 * cos(Double.pi * Double(into) / Double(taper))
      return transform.time[n] / Float(Self.size) * Float(window)
    }
    let energy = taps.reduce(0.0) { $0 + Double($1 * $1) }
    let moment = taps.enumerated().reduce(0.0) { $0 + Double($1.offset) * Double($1.element * $1.element) }
    return (taps, moment / energy)
  }

  /// Inverse transform of a spectrum made from each bin's gain.
  private func impulse(_ spectrum: (Float) -> (re: Float, im: Float)) -> [Float] {
    for bin in 0..<transform.binCount {
      let value = spectrum(gain[bin])
      transform.bins[2 * bin] = value.re
      transform.bins[2 * bin + 1] = value.im
    }
    transform.inverse()
    return (0..<Self.size).map { transform.time[$0] / Float(Self.size) }
  }
}
