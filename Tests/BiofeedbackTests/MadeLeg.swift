import EMGUnits
import Glibc
import SignalProcessing
import TestSupport

/// Made EMG of glute and hamstring at 1 kHz, as a chain takes it: bursts of noise around 90 Hz above an electrode's noise.
struct MadeLeg {
  static let rate = 1000.0
  /// A stride, in seconds.
  static let period = 0.72
  /// RMS of a burst and of an electrode at rest, full scale = 1: 40 dB apart.
  static let burst = 0.1
  static let noise = 0.001

  let seconds: Double
  var count: Int { Int(seconds * Self.rate) }

  /// Contacts, in seconds: every stride from the first whole one on.
  var contacts: [Double] { Array(stride(from: Self.period, to: seconds - 1.5 * Self.period, by: Self.period)) }

  /// White noise of an electrode on a muscle at rest.
  func rest(seed: UInt64, level: Double = Self.noise) -> [Float] {
    SeededNoise.normal(seed: seed, count: count).map { Float(level) * $0 }
  }

  /// A burst in each stride from `on` to `off`, in strides after contact.
  func bursts(seed: UInt64, on: Double, off: Double, height: Double = Self.burst) -> [Float] {
    var noise = SeededNoise(seed: seed)
    // a resonance at 90 Hz, about 60 Hz wide; RMS of its answer to noise of 1 is 3.3
    let radius = 1 - 180 / Self.rate
    let a = 2 * radius * Tone(hertz: 90, rate: Self.rate).cosine
    var (last, before) = (0.0, 0.0)
    var samples = rest(seed: seed &+ 1000)
    for n in 0..<count {
      let y = Double(noise.normal()) + a * last - radius * radius * before
      (before, last) = (last, y)
      let phase = Double(n) / Self.rate / Self.period - on
      if phase - phase.rounded(.down) < off - on { samples[n] += Float(height * y / 3.3) }
    }
    return samples
  }

  func glute(seed: UInt64, height: Double = Self.burst) -> [Float] {
    bursts(seed: seed, on: -0.02, off: 0.14, height: height)
  }

  func hamstring(seed: UInt64) -> [Float] { bursts(seed: seed, on: -0.2, off: 0.02) }

  /// A chain that has taken channels in; offline it keeps 45 s of them. `each` is called after each hop.
  static func chain(
    _ channels: [[Float]], mode: SignalChain.Mode = .offline, mains: Int? = nil,
    each: (borrowing SignalChain) -> Void = { _ in }
  ) throws -> SignalChain {
    let settings = SignalChain.Settings(
      inputRate: Hertz(rate), channelCount: channels.count, channels: Array(channels.indices), band: .surfaceEMG,
      mains: mains, mode: mode)
    var frontEnd = try FrontEnd(settings)
    var chain = try SignalChain(settings)
    let signal = RawSignal.float(interleaved(channels))
    signal.withSamples { samples in
      for block in BlockCut.every(500).blocks(of: channels[0].count) {
        let stretch = frontEnd.process(samples, offset: block.lowerBound, frames: block.count)
        chain.push(frontEnd.block, stretch)
        while chain.advance() { each(chain) }
      }
    }
    return chain
  }
}
