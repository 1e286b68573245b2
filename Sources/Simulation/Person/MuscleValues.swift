import EMGUnits

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
