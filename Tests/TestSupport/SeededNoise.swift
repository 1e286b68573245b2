import Glibc

/// SplitMix64 (Steele et al. 2014): the same numbers on every machine, and in `make_fixtures.py`.
package struct SeededNoise: RandomNumberGenerator {
  private var state: UInt64

  /// Chooses one of 2⁶⁴ sequences.
  package init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// White noise, uniform in −1 ..< 1 (RMS 1 / √3); exact in single precision.
  package mutating func uniform() -> Float { Float(Int(next() >> 40) - (1 << 23)) / Float(1 << 23) }

  /// White noise, normal with standard deviation 1 (Box & Muller 1958).
  package mutating func normal() -> Float {
    let radius = (-2 * log((Double(next() >> 11) + 1) / 0x1p53)).squareRoot()
    return Float(radius * cos(2 * .pi * Double(next() >> 11) / 0x1p53))
  }

  /// `count` samples of uniform white noise.
  package static func uniform(seed: UInt64, count: Int) -> [Float] {
    var noise = SeededNoise(seed: seed)
    return (0..<count).map { _ in noise.uniform() }
  }

  /// `count` samples of normal white noise.
  package static func normal(seed: UInt64, count: Int) -> [Float] {
    var noise = SeededNoise(seed: seed)
    return (0..<count).map { _ in noise.normal() }
  }
}
