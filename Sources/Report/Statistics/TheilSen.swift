import EMGUnits

/// The median of all slopes between two points (Theil 1950; Sen 1968, J Am Stat Assoc 63:1379), with the confidence
/// interval of Sen: the slopes between which Kendall's S stays as likely as wanted, with the normal approximation of its
/// distribution, corrected for ties. The same numbers as `scipy.stats.theilslopes`.
///
/// Up to 29 % of the points may be arbitrarily wrong. Time: the square of the number of points; memory: 128 kB at most.
package struct TheilSen {
  /// The slope, in units of `y` per unit of `x`.
  package let slope: Double
  private let slopes: SlopeRank
  private let varianceOfS: Double

  /// Of the standard normal distribution, on both sides of 95 %.
  private static let normalQuantile = 1.959963984540054

  /// `x` rises; nil when no two points differ in it. Both are finite and of the same length.
  package init?(_ x: [Double], _ y: [Double]) {
    slopes = SlopeRank(x, y)
    guard slopes.count > 0 else { return nil }
    let middle = slopes[(slopes.count - 1) / 2]
    slope = slopes.count % 2 == 1 ? middle : middle + 0.5 * (slopes[slopes.count / 2] - middle)
    let ties = Self.tieTerm(x) + Self.tieTerm(y)
    varianceOfS = (Self.term(x.count) - ties) / 18
  }

  /// The 95 % interval. `inflation` multiplies the variance of S: 1 for independent points, more where neighbours resemble
  /// each other.
  package func interval(inflation: Double) -> ClosedRange<Double> {
    let width = Self.normalQuantile * (max(0, varianceOfS) * inflation).squareRoot()
    let count = Double(slopes.count)
    let upper = Int(bounded: ((count + width) / 2).rounded(.toNearestOrEven))
    let lower = Int(bounded: ((count - width) / 2).rounded(.toNearestOrEven)) - 1
    return slopes[max(lower, 0)]...slopes[min(upper, slopes.count - 1)]
  }

  private static func term(_ count: Int) -> Double {
    let n = Double(count)
    return n * (n - 1) * (2 * n + 5)
  }

  private static func tieTerm(_ values: [Double]) -> Double {
    var counts: [Double: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    return counts.values.reduce(0) { $0 + ($1 > 1 ? term($1) : 0) }
  }
}
