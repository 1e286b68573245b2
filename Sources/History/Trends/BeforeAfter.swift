import EMGUnits
import Files
import Glibc
import Recording
import SessionResults

/// Comparable sessions before and after a moment, measure by measure.
public struct BeforeAfter: Sendable, Hashable {
  /// One measure on both sides.
  public struct Measure: Sendable, Hashable {
    /// What it is: `glute share`.
    public var name: String
    /// Behind its values: `%`; may be empty.
    public var unit: String
    /// Digits after the point.
    public var decimals: Int
    /// The middle value before.
    public var before: Double
    /// The middle value after.
    public var after: Double
    /// By how much they differ, and how sure that is.
    public var shift: RankShift
    /// How many values on each side.
    public var counts: [Int]
    /// What to bear in mind when reading it; nil for nothing.
    public var caution: String?
  }

  /// A session that was left out, and why.
  public struct LeftOut: Sendable, Hashable {
    /// Its number.
    public var number: Int64
    /// When it began.
    public var startedAt: Moment
    /// Why.
    public var reason: String
  }

  /// The leg: `left`, `right` or empty.
  public var leg: String
  /// What divides before from after: a date, or a log entry.
  public var moment: Moment
  /// Its words: `psoas release 10 min`; nil for a date.
  public var event: String?
  /// How many sessions are compared on either side.
  public var sessions: [Int]
  /// What was compared.
  public var measures: [Measure]
  /// What was not.
  public var leftOut: [LeftOut]
  /// What the activation of the compared sessions is relative to.
  public var reference: String?

  /// Nil when no session of the leg is there.
  public init?(_ points: [TrendPoint], log: [LogEntry], leg: String, split: HistorySplit) {
    let own = points.filter { $0.leg == leg }
    guard let rules = Comparability(own, split: split) else { return nil }
    let judged = own.map { (point: $0, objection: rules.objection(to: $0)) }
    leftOut = judged.compactMap { entry in
      entry.objection.map { LeftOut(number: entry.point.number, startedAt: entry.point.startedAt, reason: $0) }
    }
    let kept = judged.filter { $0.objection == nil }.map(\.point)
    let before = kept.filter { split.isAfter($0.startedAt) }
    let after = kept.filter { !split.isAfter($0.startedAt) }
    self.leg = leg
    moment = split.moment
    event = split.event
    sessions = [before.count, after.count]
    reference = rules.conditions.reference
    measures = Self.measures(before, after, isRelative: reference == "session") + Self.soreness(log, split.moment)
  }

  private static func measures(_ before: [TrendPoint], _ after: [TrendPoint], isRelative: Bool) -> [Measure] {
    let share =
      isRelative
      ? "It is relative to the beginning of each session, so it cannot show whether the glute does more than weeks ago; "
        + "for that, calibrate and use the profile in every session." : nil
    return [
      Measure("silent strides per 1,000", "", 1, before, after) { $0.silentPerThousand },
      Measure("glute share", "%", 1, before, after, caution: share) { $0.shareMedian.map { 100 * $0 } },
      Measure(
        "glute level above hamstring", "dB", 1, before, after,
        caution: "It moves with the place of the electrodes, by several dB from one day to another."
      ) { $0.levelDifferenceDb },
      Measure("glute, of its maximum", "%", 1, before, after) { $0.gluteOfMaximum.map { 100 * $0 } },
      Measure("hamstring, of its maximum", "%", 1, before, after) { $0.hamstringOfMaximum.map { 100 * $0 } },
      Measure("glute share, both of their maximum", "%", 1, before, after) { $0.maximumShare.map { 100 * $0 } },
    ].compactMap { $0 }
  }

  private static func soreness(_ log: [LogEntry], _ moment: Moment) -> [Measure] {
    let rated = log.filter { $0.soreness != nil }
    let values = { (isBefore: Bool) in
      rated.filter { ($0.at < moment) == isBefore }.compactMap { $0.soreness.map(Double.init) }
    }
    return [Measure("soreness, 0 to 10", "", 1, before: values(true), after: values(false), caution: nil)]
      .compactMap { $0 }
  }
}

extension BeforeAfter.Measure {
  /// Of a value of each session; nil when one side has none.
  init?(
    _ name: String, _ unit: String, _ decimals: Int, _ before: [TrendPoint], _ after: [TrendPoint],
    caution: String? = nil, _ value: (TrendPoint) -> Double?
  ) {
    self.init(
      name, unit, decimals, before: before.compactMap(value), after: after.compactMap(value), caution: caution)
  }

  init?(_ name: String, _ unit: String, _ decimals: Int, before: [Double], after: [Double], caution: String?) {
    guard let shift = RankShift(before: before, after: after) else { return nil }
    self.init(
      name: name, unit: unit, decimals: decimals, before: Self.middle(before), after: Self.middle(after), shift: shift,
      counts: [before.count, after.count], caution: caution)
  }

  private static func middle(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}

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
    let differences = PairwiseValues(differencesFrom: before, to: after)
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
