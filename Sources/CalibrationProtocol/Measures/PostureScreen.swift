import EMGUnits

/// The same squeeze with a neutral pelvis and with the back arched: a measurement, not a finding about the person.
public struct PostureScreen: Sendable, Hashable {
  /// The glute's role.
  public var role: ChannelRole
  /// Glute level arched against neutral in percent, one value a pair of squeezes.
  public var pairs: [Double]

  /// Joins the values.
  public init(role: ChannelRole, pairs: [Double]) {
    self.role = role
    self.pairs = pairs
  }

  /// Pairs neutral and arched squeezes in the order in which they were done; nil without a pair.
  public init?(_ trials: [TrialMeasurement], glute role: ChannelRole) {
    let levels = { (condition: String) in trials.filter { $0.condition == condition }.compactMap { $0[role]?.best } }
    pairs = zip(levels("neutral"), levels("arched")).compactMap { neutral, arched in
      neutral > 0 ? 100 * arched / neutral : nil
    }
    self.role = role
    guard !pairs.isEmpty else { return nil }
  }

  /// The middle pair.
  public var medianPercent: Double { Median.of(pairs) }
  /// The lowest and the highest pair.
  public var range: ClosedRange<Double> { (pairs.min() ?? 0)...(pairs.max() ?? 0) }
}

/// When glute and hamstring start in hip extension from rest: a measurement, not a finding about the person.
public struct OnsetOrder: Sendable, Hashable {
  /// The leg, when the map names one.
  public var leg: Side?
  /// Glute after hamstring in milliseconds, negative when the glute came first; one value a trial in which both stood out.
  public var differences: [Double]
  /// Trials made.
  public var trials: Int

  /// Joins the values.
  public init(leg: Side?, differences: [Double], trials: Int) {
    self.leg = leg
    self.differences = differences
    self.trials = trials
  }

  /// Nil without a trial.
  public init?(_ trials: [TrialMeasurement], leg: Side?, glute: ChannelRole, hamstring: ChannelRole) {
    guard !trials.isEmpty else { return nil }
    self.leg = leg
    self.trials = trials.count
    differences = trials.compactMap { trial in
      guard let glute = trial[glute]?.onsetSeconds, let hamstring = trial[hamstring]?.onsetSeconds else { return nil }
      return 1000 * (glute - hamstring)
    }
  }

  /// The middle trial; nil when in none both stood out.
  public var medianMilliseconds: Double? { differences.isEmpty ? nil : Median.of(differences) }
  /// Standard deviation over trials; nil with fewer than two.
  public var deviationMilliseconds: Double? {
    guard differences.count > 1 else { return nil }
    let mean = differences.reduce(0, +) / Double(differences.count)
    return (differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(differences.count - 1)).squareRoot()
  }
}

/// The middle of a few values.
enum Median {
  /// Mean of the two middle ones where their number is even; 0 without any.
  static func of(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}
