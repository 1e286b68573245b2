import Biofeedback
import EMGUnits

extension SessionSummary {
  /// How one muscle's signal changed over the session. Measured, not a diagnosis: speed and temperature change it too.
  public struct Fatigue: Codable, Sendable, Hashable {
    /// Its name, as in `--map`.
    public var muscle: String
    /// Of the main burst's median frequency, in Hz. It falls as a muscle tires (De Luca 1984, Crit Rev Biomed Eng 11:251).
    public var medianFrequencyHz: Trend?
    /// Of the activation, in % of its reference.
    public var activationPercent: Trend?
  }

  /// A straight course: Theil–Sen slope of the medians of the minutes, with Sen's interval, widened where neighbouring
  /// minutes resemble each other (`TheilSen`, `SerialCorrelation`).
  public struct Trend: Codable, Sendable, Hashable {
    /// Change in ten minutes; negative for a fall.
    public var perTenMinutes: Double
    /// Lower end of the 95 % interval.
    public var lower: Double
    /// Upper end of the 95 % interval.
    public var upper: Double
    /// How many minutes it rests on; those with fewer than 10 strides are left out.
    public var minutes: Int

    /// The 95 % interval leaves 0 out.
    public var isSignificant: Bool { lower > 0 || upper < 0 }
  }
}

/// Collects what tells a muscle's fatigue.
package struct FatigueTrends: Sendable {
  private var frequencies = Muscle.allCases.map { _ in MinuteMedians() }
  private var activations = Muscle.allCases.map { _ in MinuteMedians() }

  /// Starts with nothing.
  package init() {}

  /// Takes the next stride; one that is not usable, or whose electrode was off, says nothing.
  package mutating func add(_ stride: StrideRecord) {
    guard stride.verdict != .unusable else { return }
    for (place, muscle) in Muscle.allCases.enumerated() where !stride.hides(muscle) {
      guard let values = stride[muscle] else { continue }
      if let frequency = values.medianFrequency {
        frequencies[place].add(Double(frequency), seconds: stride.contact)
      }
      if let activation = values.activation {
        activations[place].add(100 * Double(activation), seconds: stride.contact)
      }
    }
  }

  /// The minutes that the trends rest on; nil for a muscle without any.
  package func course(_ muscle: Muscle, _ measure: Measure) -> MinuteMedians? {
    guard let place = Muscle.allCases.firstIndex(of: muscle) else { return nil }
    let course = measure == .medianFrequency ? frequencies[place].finished : activations[place].finished
    return course.minutes.isEmpty ? nil : course
  }

  /// What a trend is of.
  package enum Measure: String, Sendable, CaseIterable {
    /// In Hz.
    case medianFrequency
    /// In % of the reference.
    case activation
  }

  /// One entry a muscle for which either trend can be computed.
  package var summary: [SessionSummary.Fatigue] {
    Muscle.allCases.enumerated().compactMap { place, muscle in
      let frequency = SessionSummary.Trend(frequencies[place].finished)
      let activation = SessionSummary.Trend(activations[place].finished)
      guard frequency != nil || activation != nil else { return nil }
      return SessionSummary.Fatigue(
        muscle: muscle.rawValue, medianFrequencyHz: frequency, activationPercent: activation)
    }
  }
}

extension SessionSummary.Trend {
  /// With fewer points not even the whole range of their slopes covers 95 %.
  private static let leastMinutes = 5

  /// Nil when there are too few minutes.
  init?(_ course: MinuteMedians) {
    guard course.minutes.count >= Self.leastMinutes, let line = TheilSen(course.minutes, course.medians) else {
      return nil
    }
    let inflation = SerialCorrelation.inflation(course.minutes, course.medians, slope: line.slope)
    let interval = line.interval(inflation: inflation)
    self.init(
      perTenMinutes: 10 * line.slope, lower: 10 * interval.lowerBound, upper: 10 * interval.upperBound,
      minutes: course.minutes.count)
  }
}

extension StrideRecord {
  /// What the muscle's electrode shows is not the muscle.
  func hides(_ muscle: Muscle) -> Bool {
    switch muscle {
    case .gluteusMaximus: flags.glute.hidesMuscle
    case .hamstrings: flags.hamstring.hidesMuscle
    case .quadriceps, .calf, .lowerBack: false
    }
  }
}

/// How much neighbouring values resemble each other once their trend is taken off.
enum SerialCorrelation {
  /// A session cannot tell more correlation than this from a trend.
  private static let most = 0.9

  /// What the variance of a trend's test statistic is to be multiplied with, 1 or more.
  ///
  /// (1 + ρ) / (1 − ρ) with the correlation ρ of neighbours, as a first-order process has it (Bartlett 1946, J R Stat Soc
  /// Suppl 8:27; for trend tests Yue & Wang 2004, Water Resour Manage 18:201). ρ is taken from what is left after the trend,
  /// where it comes out too small by about (2 + 4ρ) / n; that is put back. Of 600 simulated courses of 20 values without a
  /// trend and with ρ = 0.6, 28 % are called significant without this factor and 7 % with it; with ρ = 0 it is 3 %.
  static func inflation(_ x: [Double], _ y: [Double], slope: Double) -> Double {
    let n = Double(x.count)
    guard n > 4 else { return 1 }
    let mean = zip(x, y).reduce(0) { $0 + $1.1 - slope * $1.0 } / n
    let rest = zip(x, y).map { $1 - slope * $0 - mean }
    let power = rest.reduce(0) { $0 + $1 * $1 }
    guard power > 0 else { return 1 }
    let found = zip(rest, rest.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } / power
    let correlation = min(max((n * found + 2) / (n - 4), 0), most)
    return (1 + correlation) / (1 - correlation)
  }
}

/// The median of each minute of a course of values: constant memory a minute, however many strides it holds.
///
/// Consecutive strides resemble each other for seconds, so that they are not independent witnesses of a trend; the medians
/// of whole minutes nearly are.
package struct MinuteMedians: Sendable {
  /// Mean time of the minutes' values, in minutes.
  package private(set) var minutes: [Double] = []
  /// The minutes' medians.
  package private(set) var medians: [Double] = []
  private var minute = 0
  private var times: [Double] = []
  private var values: [Double] = []
  /// A median of fewer strides scatters too much to stand for a minute.
  static let leastStrides = 10

  /// Takes the next value; `seconds` never falls.
  mutating func add(_ value: Double, seconds: Double) {
    guard value.isFinite, seconds >= 0, seconds < 1e9 else { return }
    let minute = Int(bounded: seconds / 60)
    if minute != self.minute { finishMinute() }
    self.minute = minute
    times.append(seconds / 60)
    values.append(value)
  }

  /// With the minute that has begun.
  var finished: MinuteMedians {
    var copy = self
    copy.finishMinute()
    return copy
  }

  private mutating func finishMinute() {
    if values.count >= Self.leastStrides, let spread = Spread(values) {
      minutes.append(times.reduce(0, +) / Double(times.count))
      medians.append(spread.median)
    }
    times.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }
}

/// The median of all slopes between two points (Theil 1950; Sen 1968, J Am Stat Assoc 63:1379), with the confidence
/// interval of Sen: the slopes between which Kendall's S stays as likely as wanted, with the normal approximation of its
/// distribution, corrected for ties. The same numbers as `scipy.stats.theilslopes`.
///
/// Up to 29 % of the points may be arbitrarily wrong. Time: the square of the number of points; memory: 128 kB at most.
package struct TheilSen {
  /// The slope, in units of `y` per unit of `x`.
  package let slope: Double
  private let slopes: PairwiseValues
  private let varianceOfS: Double

  /// Of the standard normal distribution, on both sides of 95 %.
  private static let normalQuantile = 1.959963984540054

  /// `x` rises; nil when no two points differ in it. Both are finite and of the same length.
  package init?(_ x: [Double], _ y: [Double]) {
    slopes = PairwiseValues(slopesOf: x, y)
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
