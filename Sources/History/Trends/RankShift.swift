import EMGUnits
import Glibc

/// By how much the values of one group lie above those of another: the Hodges–Lehmann estimate (the median of all
/// differences) with the interval that belongs to the Mann–Whitney test (Hollander & Wolfe 1999, ch. 4.2–4.3). It asks
/// nothing of the shape of the distribution, and one odd session does not decide.
///
/// Exact up to `exactLimit` values in all, with the normal approximation beyond. Ties make p a little too large.
public struct RankShift: Sendable, Hashable {
  /// After minus before.
  public let difference: Double
  /// Of the difference, at 95 %; nil when there are too few values for one (fewer than 4 and 4, or 3 and 5).
  public let interval: ClosedRange<Double>?
  /// How often chance alone brings a difference at least this large, in either direction: 0…1.
  public let probability: Double

  /// Counting the arrangements beyond this would be exact still, but no longer different from the approximation.
  static let exactLimit = 40
  private static let normalQuantile = 1.959963984540054

  /// Nil when a group is empty.
  public init?(before: [Double], after: [Double]) {
    let differences = PairwiseDifferences(before: before, after: after)
    let count = differences.count
    guard count > 0 else { return nil }
    difference = (differences[(count - 1) / 2] + differences[count / 2]) / 2
    let below = differences.atMost(-Double.leastNonzeroMagnitude)
    let above = Double(count - differences.atMost(0)) + Double(differences.atMost(0) - below) / 2
    let extreme = min(above, Double(count) - above)
    let outside: Int
    if before.count + after.count <= Self.exactLimit {
      let chances = Self.cumulative(before.count, after.count)
      probability = min(1, 2 * chances[Int(bounded: extreme.rounded(.up))])
      outside = chances.firstIndex { $0 > 0.025 } ?? 0
    } else {
      let (n, m) = (Double(before.count), Double(after.count))
      let deviation = (n * m * (n + m + 1) / 12).squareRoot()
      let z = (Double(count) / 2 - extreme - 0.5) / deviation
      probability = min(1, max(0, erfc(z / 2.0.squareRoot())))
      outside = Int(bounded: (Double(count) / 2 - Self.normalQuantile * deviation).rounded())
    }
    interval = outside > 0 ? differences[outside - 1]...differences[count - outside] : nil
  }

  /// Probability that U is at most u, u = 0 … n·m, when both groups are alike. The counts of arrangements are the
  /// coefficients of the Gaussian binomial Π (1 − q^(m+i)) / (1 − q^i).
  private static func cumulative(_ n: Int, _ m: Int) -> [Double] {
    var counts = [Double](repeating: 0, count: n * m + 1)
    counts[0] = 1
    for i in 1...n {
      for u in stride(from: n * m, through: m + i, by: -1) { counts[u] -= counts[u - m - i] }
      for u in stride(from: i, through: n * m, by: 1) { counts[u] += counts[u - i] }
    }
    let total = counts.reduce(0, +)
    var sum = 0.0
    return counts.map { count in
      sum += count
      return sum / total
    }
  }
}
