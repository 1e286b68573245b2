/// How a person moves.
public enum Gait: String, Sendable, Hashable, CaseIterable {
  /// Running: a flight phase, stance shorter than half the stride.
  case running
  /// Walking: one foot is always on the ground.
  case walking
}

extension Gait {
  /// Stance as a part of the stride. Means of 30 people at 2.8 m/s (39.5 %) and 1.4 m/s (63.9 %), Santuz data sets.
  public var stanceFraction: Double {
    switch self {
    case .running: 0.395
    case .walking: 0.639
    }
  }

  /// A usual cadence in strides per minute: median stride 0.737 s running, 1.061 s walking (same source).
  public var usualStridesPerMinute: Double {
    switch self {
    case .running: 81.4
    case .walking: 56.6
    }
  }

  /// Motion artefact amplitude against running: RMS below 20 Hz in the walking and running recordings of the Santuz
  /// data sets, 6.8 against 28 µV (gluteus maximus) and 11.6 against 55 µV (biceps femoris).
  var motionScale: Double {
    switch self {
    case .running: 1
    case .walking: 0.22
    }
  }
}
