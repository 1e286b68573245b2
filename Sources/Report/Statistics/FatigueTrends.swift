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
