import EMGUnits

/// How well a person repeats a squeeze that is not a maximal one: the level of a voluntary contraction differs from one to
/// the next, and from day to day by more.
///
/// Assumed, log-normal with median 1: CV 10 % within a day and 15 % between days, on top of what the electrodes do. Sustained
/// and maximal contractions of the leg repeat about as well.
public struct SqueezeRepeatability: Sendable, Hashable {
  /// Coefficient of variation from one contraction to the next.
  public static let withinDay = 0.10
  /// And from day to day.
  public static let betweenDays = 0.15

  private let person: UInt64
  private let day: UInt64?

  /// Of a person on a day; nil for the day of the calibration.
  public init(person: UInt64, day: UInt64?) {
    self.person = person
    self.day = day
  }

  /// The factor on contraction number `trial` of a muscle.
  public func factor(_ muscle: Muscle, trial: Int) -> Double {
    let seed = day.map { person &* 0x9e37_79b9_7f4a_7c15 ^ ($0 &+ 1) } ?? person
    var days = RandomStream(seed: seed, .squeeze, salt: muscle.order)
    var trials = RandomStream(seed: seed, .squeeze, salt: 16 * (trial + 1) + muscle.order)
    return PortableMath.exp(
      Self.betweenDays * days.gaussian(limit: 3) + Self.withinDay * trials.gaussian(limit: 3))
  }
}
