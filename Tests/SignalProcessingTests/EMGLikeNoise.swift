import TestSupport

/// Something like the EMG of running, RMS 0.05: noise around 90 Hz in bursts, three strides in two seconds.
func emgLikeNoise(seed: UInt64, count: Int, rate: Double) -> [Float] {
  var noise = SeededNoise(seed: seed)
  // a resonance at 90 Hz, about 60 Hz wide
  let radius = 1 - 180 / rate
  let a = 2 * radius * Tone(hertz: 90, rate: rate).cosine
  var (last, before) = (0.0, 0.0)
  var samples = (0..<count).map { n -> Float in
    let y = Double(noise.normal()) + a * last - radius * radius * before
    (before, last) = (last, y)
    let phase = (Double(n) / rate * 1.5).truncatingRemainder(dividingBy: 1)
    return Float(y * (phase < 0.25 ? 1 : 0.15))
  }
  let scale = Float(0.05 / rms(samples))
  for n in 0..<count { samples[n] *= scale }
  return samples
}
