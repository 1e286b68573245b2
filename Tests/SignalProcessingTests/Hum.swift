import TestSupport

/// Mains hum with its harmonics.
struct Hum {
  let hertz: Double
  /// RMS of each line, the fundamental first, for a whole of RMS 1. Odd ones dominate, as rectifiers draw them.
  static let levels: [(order: Int, level: Double)] = {
    let raw = [(1, 1.0), (2, 0.1), (3, 0.5), (4, 0.05), (5, 0.3), (7, 0.2)]
    let total = raw.reduce(0) { $0 + $1.1 * $1.1 }.squareRoot()
    return raw.map { (order: $0.0, level: $0.1 / total) }
  }()

  func samples(count: Int, rate: Double, rms level: Double) -> [Float] {
    var sum = [Float](repeating: 0, count: count)
    for (order, share) in Self.levels {
      let tone = Tone(hertz: Double(order) * hertz, rate: rate)
      let line = tone.samples(count: count, amplitude: level * share * 2.0.squareRoot(), phase: Double(order))
      for n in 0..<count { sum[n] += line[n] }
    }
    return sum
  }

  /// Lines with at least a hundredth of the hum's power. The others lie below the EMG around them, and stay.
  static var clear: [Int] { levels.filter { $0.level > 0.1 }.map(\.order) }

  /// RMS of one line in a signal. What the signal itself has there counts too, a line's width of it.
  func level(of order: Int, in signal: some Collection<Float>, rate: Double) -> Double {
    Tone(hertz: Double(order) * hertz, rate: rate).measured(in: signal).amplitude / 2.0.squareRoot()
  }

  /// Power of all lines in a signal.
  func power(in signal: some Collection<Float>, rate: Double) -> Double {
    Self.levels.map { level(of: $0.order, in: signal, rate: rate) }.reduce(0) { $0 + $1 * $1 }
  }
}
