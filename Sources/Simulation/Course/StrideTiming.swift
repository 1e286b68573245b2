import EMGUnits

/// Stride times with human variability: log-normal around the cadence.
///
/// Fitted to the touchdowns of 15 runners at 2.8 m/s (32 strides each, Santuz et al., musclesyneRgies data): CV 1.35 %
/// on average (0.67–2.3 %), lag-1 correlation −0.15 (−0.72…0.35), correlations beyond lag 1 within ± 0.03, shortest and
/// longest stride 0.94 and 1.07 of a person's mean. The negative lag-1 correlation says that single contacts come early
/// or late while the rhythm goes on, so the variance is made of three parts.
public struct StrideTiming: Sendable {
  /// Coefficient of variation of the 15 runners' stride times, mean over runners.
  public static let typicalVariability = 0.0135
  /// Contacts early or late within a rhythm that goes on; lowers the lag-1 correlation by half of this.
  static let displacementShare = 0.4
  /// Slow, long-range correlated wander of the rhythm (about 1/f): three first-order processes of equal variance.
  static let wanderShare = 0.1
  private static let wanderCorrelations = SIMD3(0.7, 0.95, 0.993)
  /// Deviations are pulled in to ± this many SD, so that strides stay plausible.
  private static let limit = 4.0

  private var random: RandomStream
  private let variability: Double
  private var wander = SIMD3<Double>.zero

  init(seed: UInt64, variability: Double) {
    random = RandomStream(seed: seed, .strideTiming)
    self.variability = variability
    for index in 0..<3 { wander[index] = random.gaussian() }
  }

  /// The next interval against the mean one.
  mutating func interval() -> Double {
    for index in 0..<3 {
      let kept = Self.wanderCorrelations[index]
      wander[index] = kept * wander[index] + (1 - kept * kept).squareRoot() * random.gaussian()
    }
    let slow = (wander[0] + wander[1] + wander[2]) * (Self.wanderShare / 3).squareRoot()
    let fresh = (1 - Self.displacementShare - Self.wanderShare).squareRoot() * random.gaussian()
    let deviation = variability * min(max(slow + fresh, -Self.limit), Self.limit)
    let variance = variability * variability * (1 - Self.displacementShare)
    return PortableMath.exp(deviation - variance / 2)
  }

  /// How far a contact is from the rhythm, in strides.
  mutating func displacement() -> Double {
    variability * (Self.displacementShare / 2).squareRoot() * random.gaussian(limit: Self.limit)
  }

  /// How far the other leg's contact is from the middle, in strides. Chosen so that both legs' stride times vary alike:
  /// a mean of two neighbouring strides varies less than one stride, by a variance of (1 − lag-1 correlation) / 2.
  mutating func asymmetry() -> Double {
    variability * 0.53 * random.gaussian(limit: Self.limit)
  }
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
