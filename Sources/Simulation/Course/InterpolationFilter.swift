import EMGUnits

/// Coefficients that carry samples from the base rate to the recording's rate: a windowed sinc, looked up at the phase
/// between two base samples.
///
/// Kaiser window with β = 7 (−70 dB), 48 base samples long when the recording's rate is at least the base rate, longer in
/// proportion below it. −6 dB at 0.46 of the lower rate: 920 Hz from 2 kHz upwards, 460 Hz at 1 kHz. 256 phases with
/// linear interpolation in between, an error below −94 dB. No delay: the simulator reads ahead.
struct InterpolationFilter {
  private static let phases = 256
  private static let shortestGroups = 6
  private static let cutoff = 0.46
  private static let beta = 7.0

  /// Number of groups of 8 coefficients.
  let groups: Int
  private let table: [SIMD8<Float>]

  init(sampleRate: Double) {
    let ratio = min(1, sampleRate / BaseRate.hertz)
    groups = Int(bounded: (Double(Self.shortestGroups) / ratio).rounded(.up))
    let taps = 8 * groups
    var table: [SIMD8<Float>] = []
    table.reserveCapacity((Self.phases + 1) * groups)
    for phase in 0...Self.phases {
      let row = Self.row(taps, Double(phase) / Double(Self.phases), cutoff: Self.cutoff * ratio)
      for group in 0..<groups {
        var part = SIMD8<Float>.zero
        for lane in 0..<8 { part[lane] = Float(row[8 * group + lane]) }
        table.append(part)
      }
    }
    self.table = table
  }

  /// How many base samples before the one at or before the wanted time the first coefficient belongs to.
  var reach: Int { 4 * groups - 1 }

  /// Writes the coefficients for a time that lies `fraction` (0 ..< 1) of a base sample after a base sample.
  @inline(__always)
  func coefficients(_ fraction: Double, into row: UnsafeMutablePointer<SIMD8<Float>>) {
    let position = fraction * Double(Self.phases)
    let phase = Int(bounded: position)
    let part = Float(position - Double(phase))
    table.withUnsafeBufferPointer { table in
      let first = phase * groups
      for group in 0..<groups {
        let low = table[first + group]
        row[group] = low + (table[first + groups + group] - low) * part
      }
    }
  }

  /// One phase, scaled to a sum of 1.
  private static func row(_ taps: Int, _ fraction: Double, cutoff: Double) -> [Double] {
    let half = Double(taps) / 2
    var row = (0..<taps).map { tap in
      let distance = Double(tap) - (half - 1) - fraction
      let edge = distance / half
      let window = bessel(beta * max(1 - edge * edge, 0).squareRoot()) / bessel(beta)
      return 2 * cutoff * sinc(2 * cutoff * distance) * window
    }
    let sum = row.reduce(0, +)
    for tap in row.indices { row[tap] /= sum }
    return row
  }

  private static func sinc(_ x: Double) -> Double {
    x == 0 ? 1 : PortableMath.sine(turns: x / 2) / (PortableMath.turn / 2 * x)
  }

  /// Modified Bessel function of the first kind, order 0, by its power series.
  private static func bessel(_ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    for n in 1...30 {
      term *= (x / 2 / Double(n)) * (x / 2 / Double(n))
      sum += term
    }
    return sum
  }
}
