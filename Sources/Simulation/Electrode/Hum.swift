import EMGUnits

/// Mains hum with a fundamental of RMS 1, at the base rate; every harmonic has a phase of its own.
struct Hum {
  private let frequency: Double
  private let phases: [Double]
  private let peaks: [Double]
  private let orders: [Double]

  init(_ frequency: Hertz, random: RandomStream) {
    var random = random
    self.frequency = frequency.value
    orders = MainsHum.harmonics.map { Double($0.order) }
    peaks = MainsHum.harmonics.map { $0.level * (2.0).squareRoot() }
    phases = MainsHum.harmonics.map { _ in random.uniform() }
  }

  /// The sample at a time.
  func value(at time: Double) -> Double {
    var sum = 0.0
    for index in orders.indices {
      sum += peaks[index] * PortableMath.sine(turns: orders[index] * frequency * time + phases[index])
    }
    return sum
  }
}

/// Hum from the mains, with the harmonics that real hum has.
public struct MainsHum: Sendable, Hashable {
  /// The mains frequency; real mains wander, so 50.03 Hz is a fair value.
  public var frequency: Hertz
  /// RMS of the fundamental against the RMS of the channel's EMG over a stride (of the course's first gait). 0: none.
  public var level: Double

  /// Joins the parts; `SimulationPlan.validate()` checks them.
  public init(frequency: Hertz, level: Double) {
    self.frequency = frequency
    self.level = level
  }

  /// No hum.
  public static let none = MainsHum(frequency: 50, level: 0)

  /// Harmonics and their RMS against the fundamental: odd ones dominate, as rectifier loads draw them. Assumed.
  public static let harmonics: [(order: Int, level: Double)] = [(1, 1), (2, 0.1), (3, 0.3), (5, 0.15), (7, 0.08)]
}
