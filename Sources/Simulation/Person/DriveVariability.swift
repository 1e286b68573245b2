import EMGUnits

/// How strongly each muscle of one leg fires, from stride to stride: log-normal with mean 1, correlated between muscles
/// (what the whole leg does) and between neighbouring strides.
struct DriveVariability {
  /// Correlation between neighbouring strides. The hamstrings' burst RMS in the running recording of Santuz et al. 2018:
  /// 0.15 and 0.25, where the randomness of the EMG itself is about half of the variance. Other muscles: −0.28…0.
  private static let strideToStride = 0.4

  private var shared: RandomStream
  private var own: RandomStream
  private var sharedState: Double
  private var states: MuscleValues
  private let coupling: Double
  private var logSD = MuscleValues(repeating: 0)

  /// `leg` tells the legs' random numbers apart.
  init(_ plan: SimulationPlan, leg: Int) {
    shared = RandomStream(seed: plan.seed, .sharedDrive, salt: leg)
    own = RandomStream(seed: plan.seed, .ownDrive, salt: leg)
    coupling = plan.muscleCoupling
    sharedState = shared.gaussian()
    states = MuscleValues(repeating: 0)
    for muscle in Muscle.allCases {
      states[muscle] = own.gaussian()
      let variability = plan[muscle].amplitudeVariability
      logSD[muscle] = PortableMath.log(1 + variability * variability).squareRoot()
    }
  }

  /// The factors of the next stride.
  mutating func next() -> MuscleValues {
    let kept = Self.strideToStride
    let fresh = (1 - kept * kept).squareRoot()
    sharedState = kept * sharedState + fresh * shared.gaussian()
    var factors = MuscleValues(repeating: 1)
    for muscle in Muscle.allCases {
      states[muscle] = kept * states[muscle] + fresh * own.gaussian()
      let deviation = coupling.squareRoot() * sharedState + (1 - coupling).squareRoot() * states[muscle]
      let sd = logSD[muscle]
      factors[muscle] = PortableMath.exp(sd * min(max(deviation, -4), 4) - sd * sd / 2)
    }
    return factors
  }
}

/// One number per muscle.
struct MuscleValues: Sendable {
  private var values: SIMD8<Double>

  /// The same number for each muscle.
  init(repeating value: Double) { values = SIMD8(repeating: value) }

  subscript(muscle: Muscle) -> Double {
    get { values[muscle.order] }
    set { values[muscle.order] = newValue }
  }
}

extension Muscle {
  /// A number of its own, for random streams and tables.
  var order: Int {
    switch self {
    case .gluteusMaximus: 0
    case .hamstrings: 1
    case .quadriceps: 2
    case .calf: 3
    case .lowerBack: 4
    }
  }
}
