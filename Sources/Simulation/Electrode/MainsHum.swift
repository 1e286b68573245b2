import EMGUnits

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
