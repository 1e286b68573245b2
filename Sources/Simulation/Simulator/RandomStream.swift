import EMGUnits

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

/// Elementary functions made of + − × ÷ alone, which IEEE 754 rounds the same way everywhere.
///
/// The C library's `exp`, `log` and `sin` may differ in the last bit from one machine to the next; a simulated
/// recording must not. Errors against the exact value are below 1e-13 (relative for `exp`, absolute otherwise).
enum PortableMath {
  /// 2π.
  static let turn = 6.283_185_307_179_586

  /// Sine of `turns` full turns; exact zero at every half turn. Valid up to 2⁵² turns.
  @inline(__always)
  static func sine(turns: Double) -> Double {
    var x = turns - turns.rounded(.toNearestOrEven)
    if x > 0.25 { x = 0.5 - x } else if x < -0.25 { x = -0.5 - x }
    let angle = turn * x
    let square = angle * angle
    // Taylor coefficients (−1)ⁿ / (2n+1)!, highest first; the next term is below 5e-14 at a quarter turn.
    var sum = 1.0 / 355_687_428_096_000
    sum = sum * square - 1.0 / 1_307_674_368_000
    sum = sum * square + 1.0 / 6_227_020_800
    sum = sum * square - 1.0 / 39_916_800
    sum = sum * square + 1.0 / 362_880
    sum = sum * square - 1.0 / 5_040
    sum = sum * square + 1.0 / 120
    sum = sum * square - 1.0 / 6
    return angle * (sum * square + 1)
  }

  /// Cosine of `turns` full turns.
  @inline(__always)
  static func cosine(turns: Double) -> Double { sine(turns: turns + 0.25) }

  /// e to the power `x`, for |x| below 700.
  static func exp(_ x: Double) -> Double {
    let power = (x / 0.693_147_180_559_945_3).rounded(.toNearestOrEven)
    // ln 2 in two parts, so that power × first part is exact.
    let rest = (x - power * 0.693_147_180_369_123_8) - power * 1.908_214_929_270_587_7e-10
    var sum = 1.0
    for n in stride(from: 14.0, through: 1.0, by: -1.0) { sum = 1 + sum * rest / n }
    return Double(sign: .plus, exponent: Int(bounded: power), significand: sum)
  }

  /// Natural logarithm of a positive, normal `x`.
  static func log(_ x: Double) -> Double {
    var mantissa = x.significand
    var exponent = Double(x.exponent)
    if mantissa > 1.414_213_562_373_095 {
      mantissa /= 2
      exponent += 1
    }
    let ratio = (mantissa - 1) / (mantissa + 1)
    let square = ratio * ratio
    var sum = 0.0
    for n in stride(from: 21.0, through: 1.0, by: -2.0) { sum = sum * square + 1 / n }
    return exponent * 0.693_147_180_559_945_3 + 2 * ratio * sum
  }
}
