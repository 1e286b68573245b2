import EMGUnits

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
