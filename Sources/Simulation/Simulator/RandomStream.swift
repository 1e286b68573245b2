/// A seeded stream of random numbers: xoshiro256** (Blackman & Vigna 2018), its state filled by splitmix64.
///
/// Every purpose and every channel has a stream of its own, so that switching the hum on, or adding a channel,
/// leaves all other samples as they were.
struct RandomStream: Sendable {
  /// What the numbers are for.
  enum Purpose: UInt64, Sendable {
    case strideTiming, stance, sharedDrive, ownDrive, burstTiming, emg, noise, motionShape, motion, hum, fault, style,
      person, day, crosstalk, mixture, squeeze
  }

  private var s0, s1, s2, s3: UInt64
  private var spare: Double?

  /// A stream that depends on all three values and nothing else.
  init(seed: UInt64, _ purpose: Purpose, salt: Int = 0) {
    var state = seed
    state = Self.splitmix(&state) ^ (purpose.rawValue &* 0xd134_2543_de82_ef95)
    state = Self.splitmix(&state) ^ UInt64(truncatingIfNeeded: salt)
    s0 = Self.splitmix(&state)
    s1 = Self.splitmix(&state)
    s2 = Self.splitmix(&state)
    s3 = Self.splitmix(&state)
  }

  private static func splitmix(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  private mutating func next() -> UInt64 {
    let product = s1 &* 5
    let result = ((product << 7) | (product >> 57)) &* 9
    let shifted = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = (s3 << 45) | (s3 >> 19)
    return result
  }

  /// Uniform in 0 ..< 1, in steps of 2⁻⁵³.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Uniform in a range.
  mutating func uniform(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  /// Gaussian with mean 0 and variance 1 (Box–Muller), at most 8.6 in size.
  mutating func gaussian() -> Double {
    if let value = spare {
      spare = nil
      return value
    }
    let radius = (-2 * PortableMath.log(1 - uniform())).squareRoot()
    let turns = uniform()
    spare = radius * PortableMath.sine(turns: turns)
    return radius * PortableMath.cosine(turns: turns)
  }

  /// Gaussian with mean 0 and variance 1, pulled in to ± `limit`.
  mutating func gaussian(limit: Double) -> Double { min(max(gaussian(), -limit), limit) }
}
