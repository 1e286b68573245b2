import EMGUnits

/// How strongly a person's glute and hamstring fire over a stride, read off a recording instead of made of bursts.
///
/// A table of 64 phases from one initial contact to the next, straight lines in between. 1 is the highest value of the
/// muscle in running, or in walking where a person was recorded walking only.
public struct ActivityPattern: Sendable, Hashable {
  /// Phases in a table.
  static let phases = 64

  /// The cadence that it was recorded at, strides per minute.
  public let stridesPerMinute: Double
  /// RMS (30–450 Hz) of the glute's and the hamstring's EMG where the table is 1, microvolts.
  public let gluteMicrovolts, hamstringMicrovolts: Double
  /// RMS of the two channels where they are quietest, microvolts: noise, and what a muscle at rest still does.
  public let gluteRestMicrovolts, hamstringRestMicrovolts: Double
  private let glute, hamstring: [Double]

  /// Joins the tables, in percent.
  init(
    stridesPerMinute: Double, glute: Double, gluteRest: Double, hamstring: Double, hamstringRest: Double,
    glutePercent: [Double], hamstringPercent: [Double]
  ) {
    self.stridesPerMinute = stridesPerMinute
    gluteMicrovolts = glute
    hamstringMicrovolts = hamstring
    gluteRestMicrovolts = gluteRest
    hamstringRestMicrovolts = hamstringRest
    self.glute = glutePercent.map { $0 / 100 }
    self.hamstring = hamstringPercent.map { $0 / 100 }
  }

  /// The table of a muscle; nil for muscles that were not recorded.
  func table(of muscle: Muscle) -> [Double]? {
    switch muscle {
    case .gluteusMaximus: glute
    case .hamstrings: hamstring
    case .quadriceps, .calf, .lowerBack: nil
    }
  }

  /// What the table says at a part of the stride from contact; nil for muscles that were not recorded.
  public func value(of muscle: Muscle, at part: Double) -> Double? {
    table(of: muscle).map { Self.value(of: $0, at: part) }
  }

  /// A table's value at a part of the stride; whole strides more or less do not matter.
  static func value(of table: [Double], at part: Double) -> Double {
    let place = (part - part.rounded(.down)) * Double(phases)
    let first = min(Int(place), phases - 1)
    let next = first + 1 == phases ? 0 : first + 1
    return table[first] + (place - Double(first)) * (table[next] - table[first])
  }

  /// Both tables later by parts of the stride in percent, levels times factors; what is between two people where another's
  /// pattern has a part in it.
  func varied(
    gluteShift: Double, hamstringShift: Double, gluteLevel: Double, hamstringLevel: Double,
    with other: ActivityPattern, otherPart: Double
  ) -> ActivityPattern {
    let mix = { (own: [Double], its: [Double], shift: Double) in
      let mixed = (0..<Self.phases).map { phase in
        let part = Double(phase) / Double(Self.phases) - shift / 100
        return (1 - otherPart) * Self.value(of: own, at: part) + otherPart * Self.value(of: its, at: part)
      }
      let highest = mixed.reduce(0, max)
      return mixed.map { 100 * $0 / highest }
    }
    let between = { (own: Double, its: Double) in
      PortableMath.exp((1 - otherPart) * PortableMath.log(own) + otherPart * PortableMath.log(its))
    }
    return ActivityPattern(
      stridesPerMinute: (1 - otherPart) * stridesPerMinute + otherPart * other.stridesPerMinute,
      glute: gluteLevel * between(gluteMicrovolts, other.gluteMicrovolts),
      gluteRest: between(gluteRestMicrovolts, other.gluteRestMicrovolts),
      hamstring: hamstringLevel * between(hamstringMicrovolts, other.hamstringMicrovolts),
      hamstringRest: between(hamstringRestMicrovolts, other.hamstringRestMicrovolts),
      glutePercent: mix(glute, other.glute, gluteShift),
      hamstringPercent: mix(hamstring, other.hamstring, hamstringShift))
  }
}
