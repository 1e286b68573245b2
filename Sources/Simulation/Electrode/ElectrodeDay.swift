import EMGUnits

/// Electrodes put on anew: every muscle's EMG arrives with another gain, as it does from day to day.
///
/// Between two days the average rectified EMG of 16 men varied by a CV of 41 % with surface electrodes, running, cycling and
/// squats together (Colyer & McGuigan 2018, J Sports Sci Med 17:101). Part of that is how they moved; half is taken for the
/// electrodes, an assumption.
public struct ElectrodeDay: Sendable, Hashable {
  /// The usual coefficient of variation of a muscle's gain from day to day.
  public static let typicalVariability = 0.2

  /// Which day; the same seed gives the same gains.
  public var seed: UInt64
  /// Coefficient of variation of each gain (log-normal with mean 1), independent between muscles and legs.
  public var variability: Double

  /// Joins the values; `SimulationPlan.validate()` checks them.
  public init(seed: UInt64, variability: Double = ElectrodeDay.typicalVariability) {
    self.seed = seed
    self.variability = variability
  }

  /// The factor on a muscle's EMG.
  public func gain(of muscle: Muscle, on side: Side?) -> Double {
    var random = RandomStream(seed: seed, .day, salt: 3 * muscle.order + (side.map { $0 == .right ? 2 : 1 } ?? 0))
    let square = PortableMath.log(1 + variability * variability)
    return PortableMath.exp(square.squareRoot() * random.gaussian(limit: 3) - square / 2)
  }
}
