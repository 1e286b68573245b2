import Glibc

/// How much a level must change before it can be told from the scatter between days, when electrodes are put on anew.
///
/// Levels are in dB, which makes a factor a difference: the scatter of an amplitude between days is a factor too. The smallest
/// change of n days against m is q · s · √(1/n + 1/m), with s the standard deviation of one day and q the quantile that leaves
/// 5 % to chance: the “minimal detectable change” (Weir 2005, J Strength Cond Res 19:231), of means.
public struct SmallestChange: Sendable, Hashable {
  /// Where the scatter is known from.
  public enum Source: Sendable, Hashable {
    /// From so many days of the person, about their own trend.
    case own(days: Int)
    /// From others: the coefficient of variation between days, in percent, of so many muscles that enter.
    case published(percent: Double, muscles: Int)
  }

  /// Where the scatter is known from.
  public let source: Source
  /// Standard deviation of one day, in dB.
  public let scatterDb: Double
  private let quantile: Double

  /// From so many days on the person's own scatter is taken: with fewer it is known to a factor of more than 2.
  public static let fewestDays = 8
  /// Amplitude of glute and hamstring in running between days, electrodes put on anew, in percent (Colyer & McGuigan 2018,
  /// J Sports Sci Med 17:101).
  public static let publishedPercent = 41.0
  private static let normalQuantile = 1.959963984540054
  private static let decibelsPerNeper = 20 / log(10.0)

  /// From what is published: of one muscle, or of two whose electrodes vary on their own.
  public init(muscles: Int) {
    source = .published(percent: Self.publishedPercent, muscles: muscles)
    let relative = Self.publishedPercent / 100
    scatterDb = Self.decibelsPerNeper * (log(1 + relative * relative) * Double(muscles)).squareRoot()
    quantile = Self.normalQuantile
  }

  /// From the residuals of a person's days about a straight line; nil for too few.
  public init?(residuals: [Double]) {
    guard residuals.count >= Self.fewestDays else { return nil }
    source = .own(days: residuals.count)
    let freedom = Double(residuals.count - 2)
    scatterDb = (residuals.reduce(0) { $0 + $1 * $1 } / freedom).squareRoot()
    quantile = Self.quantile(freedom: freedom)
  }

  /// In dB, of so many days against so many.
  public func decibels(_ before: Int, against after: Int) -> Double {
    quantile * scatterDb * (1 / Double(max(before, 1)) + 1 / Double(max(after, 1))).squareRoot()
  }

  /// The same as a factor of amplitude: 3 for single days of one muscle, 1.6 for five against five.
  public func factor(_ before: Int, against after: Int) -> Double { pow(10, decibels(before, against: after) / 20) }

  /// Student's quantile for 95 %, by the expansion of Fisher and Cornish (Abramowitz & Stegun 26.7.5): within 0.1 % from 6
  /// degrees of freedom on.
  private static func quantile(freedom: Double) -> Double {
    let z = normalQuantile
    let terms = [
      (pow(z, 3) + z) / 4, (5 * pow(z, 5) + 16 * pow(z, 3) + 3 * z) / 96,
      (3 * pow(z, 7) + 19 * pow(z, 5) + 17 * pow(z, 3) - 15 * z) / 384,
    ]
    return z + terms[0] / freedom + terms[1] / pow(freedom, 2) + terms[2] / pow(freedom, 3)
  }
}
