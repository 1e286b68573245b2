import EMGUnits

/// A person whose muscles were recorded: the pattern of each gait, and levels.
public struct MeasuredPerson: Sendable, Hashable {
  /// What the person is called here: `level-runner`.
  public let name: String
  /// The pattern of each gait that was recorded.
  public let patterns: [Gait: ActivityPattern]

  /// Electrode noise is at most this, as in `SimulationPlan`; what is louder at rest is the muscle, microvolts.
  private static let mostNoise = 3.0

  /// RMS of the motion artefact below 20 Hz, microvolts: see `Gait.motionScale`. The recordings of these people were
  /// high-passed by what they were recorded with.
  private static let gluteMovement = 28.0
  private static let hamstringMovement = 55.0

  /// Everyone, runners first.
  public static let all: [MeasuredPerson] = {
    var all = [
      MeasuredPerson(name: "level-runner", patterns: [.running: MeasuredRuns.level]),
      MeasuredPerson(name: "downhill-runner", patterns: [.running: MeasuredRuns.downhill]),
      MeasuredPerson(
        name: "overground-runner",
        patterns: [.running: MeasuredRuns.overground, .walking: MeasuredWalks.overgroundFast]),
      MeasuredPerson(name: "clinic-walker", patterns: [.walking: MeasuredWalks.clinic]),
    ]
    for (index, pattern) in MeasuredWalks.usual.enumerated() {
      all.append(MeasuredPerson(name: "walker-\(index + 1)", patterns: [.walking: pattern]))
    }
    for (index, pattern) in MeasuredWalks.fast.enumerated() {
      all.append(MeasuredPerson(name: "fast-walker-\(index + 1)", patterns: [.walking: pattern]))
    }
    return all
  }()

  /// Drawn at random: for each gait one recorded person with up to half of another in it, moved by as much as people
  /// differ, levels with a log SD of 0.3. The same seed gives the same person.
  public static func mixed(seed: UInt64) -> MeasuredPerson {
    var random = RandomStream(seed: seed, .mixture)
    var patterns: [Gait: ActivityPattern] = [:]
    for gait in Gait.allCases {
      let known = all.compactMap { $0.patterns[gait] }
      let own = known[Int(random.uniform() * Double(known.count))]
      let other = known[Int(random.uniform() * Double(known.count))]
      patterns[gait] = own.varied(
        gluteShift: RunnerStyle.shiftSDPercent * random.gaussian(limit: 2),
        hamstringShift: RunnerStyle.shiftSDPercent * random.gaussian(limit: 2),
        gluteLevel: PortableMath.exp(0.3 * random.gaussian(limit: 2)),
        hamstringLevel: PortableMath.exp(0.3 * random.gaussian(limit: 2)), with: other,
        otherPart: random.uniform(in: 0...0.5))
    }
    return MeasuredPerson(name: "mixed \(seed)", patterns: patterns)
  }

  /// Lets the person of a plan be this one: patterns, levels, noise and activity at rest. Levels are those of the first
  /// gait of the plan's course that was recorded.
  public func apply(to plan: inout SimulationPlan) {
    plan.style.patterns = patterns
    let gaits = [plan.referenceGait] + Gait.allCases
    guard let gait = gaits.first(where: { patterns[$0] != nil }), let pattern = patterns[gait] else { return }
    plan.style.patternGait = gait
    apply(pattern.gluteMicrovolts, rest: pattern.gluteRestMicrovolts, to: &plan[.gluteusMaximus])
    apply(pattern.hamstringMicrovolts, rest: pattern.hamstringRestMicrovolts, to: &plan[.hamstrings])
    plan[.gluteusMaximus].movementMicrovolts = Self.gluteMovement * plan.referenceGait.motionScale
    plan[.hamstrings].movementMicrovolts = Self.hamstringMovement * plan.referenceGait.motionScale
  }

  /// The electrode's noise as far as it can be, the muscle's tonic activity beyond.
  private func apply(_ microvolts: Double, rest: Double, to settings: inout MuscleSettings) {
    let noise = min(rest, Self.mostNoise)
    settings.amplitudeMicrovolts = microvolts
    settings.electrodeNoiseMicrovolts = noise
    settings.tonic = (rest * rest - noise * noise).squareRoot() / microvolts
  }
}

/// Patterns of running, each the median over strides of the EMG's RMS (30–450 Hz) in 64 phases from contact to
/// contact, smoothed over 4 % of the stride, the quietest phase taken off in power and told as rest.
///
/// `level`, `downhill`: one man on a treadmill at 3.33 m/s (EMG_Analysis, Apache-2.0), left leg, 27 and 20 strides; the
/// clock of his contacts is known to ± 40 ms. `overground`: another runner over ground (MOtoNMS test data), force plate on
/// the same clock, two different strides.
enum MeasuredRuns {
  static let level = ActivityPattern(
    stridesPerMinute: 96.0, glute: 142, gluteRest: 5.4, hamstring: 334, hamstringRest: 5.5,
    glutePercent: [
      100, 93, 88, 78, 62, 63, 58, 50, 42, 32, 21, 14, 8, 4, 4, 4,
      6, 7, 8, 8, 8, 6, 4, 3, 1, 1, 2, 4, 5, 6, 7, 8,
      10, 10, 9, 8, 7, 7, 7, 6, 4, 3, 2, 1, 0, 2, 5, 6,
      8, 10, 13, 15, 17, 19, 20, 19, 21, 26, 37, 52, 66, 76, 87, 95,
    ],
    hamstringPercent: [
      57, 62, 64, 62, 75, 84, 94, 100, 98, 81, 70, 56, 41, 30, 21, 14,
      10, 6, 4, 3, 3, 2, 2, 1, 0, 1, 2, 3, 4, 4, 3, 3,
      2, 2, 3, 3, 3, 3, 3, 5, 6, 6, 7, 6, 6, 11, 20, 33,
      49, 61, 66, 59, 46, 50, 56, 61, 56, 52, 46, 35, 30, 29, 40, 48,
    ])
  static let downhill = ActivityPattern(
    stridesPerMinute: 93.8, glute: 92.9, gluteRest: 4.6, hamstring: 217, hamstringRest: 6.5,
    glutePercent: [
      71, 56, 43, 35, 29, 25, 18, 11, 6, 2, 2, 5, 7, 11, 15, 17,
      20, 21, 22, 21, 18, 14, 10, 7, 4, 3, 3, 3, 4, 6, 6, 6,
      7, 7, 8, 8, 8, 7, 6, 4, 2, 1, 0, 5, 9, 13, 21, 27,
      31, 32, 33, 30, 31, 35, 38, 40, 46, 52, 67, 78, 85, 93, 100, 87,
    ],
    hamstringPercent: [
      19, 19, 19, 20, 21, 24, 29, 42, 56, 62, 60, 48, 43, 43, 45, 43,
      40, 33, 25, 18, 14, 10, 8, 6, 5, 5, 5, 6, 6, 6, 5, 3,
      2, 0, 2, 3, 5, 5, 6, 6, 8, 9, 10, 13, 19, 26, 37, 48,
      73, 97, 100, 97, 80, 73, 65, 69, 70, 55, 45, 37, 28, 21, 20, 18,
    ])
  static let overground = ActivityPattern(
    stridesPerMinute: 92.1, glute: 443, gluteRest: 4.8, hamstring: 785, hamstringRest: 12,
    glutePercent: [
      91, 100, 94, 82, 76, 72, 69, 58, 45, 34, 23, 14, 9, 5, 5, 6,
      7, 6, 7, 6, 4, 2, 1, 1, 1, 0, 0, 1, 1, 2, 2, 3,
      3, 4, 4, 4, 4, 4, 4, 4, 3, 2, 1, 1, 2, 3, 4, 7,
      8, 11, 15, 19, 20, 18, 16, 14, 13, 12, 12, 13, 19, 30, 48, 72,
    ],
    hamstringPercent: [
      49, 41, 35, 32, 34, 34, 35, 33, 28, 25, 24, 24, 23, 21, 18, 15,
      13, 12, 9, 7, 6, 5, 4, 3, 2, 0, 0, 2, 4, 6, 8, 10,
      10, 9, 6, 4, 3, 3, 3, 2, 1, 1, 2, 3, 3, 3, 2, 2,
      4, 9, 15, 21, 28, 35, 42, 47, 53, 62, 75, 88, 100, 95, 77, 63,
    ])
}

/// What the electrodes over one muscle see.
public struct MuscleSettings: Sendable, Hashable {
  /// RMS of the EMG at the peak of a burst of amplitude 1, in microvolts.
  public var amplitudeMicrovolts: Double
  /// Coefficient of variation of the bursts' amplitude from stride to stride (log-normal).
  public var amplitudeVariability: Double
  /// Tonic activity between the bursts, as a part of the amplitude.
  public var tonic: Double
  /// Motion artefact as a part of the raw power while running (0 ..< 1).
  public var motionShare: Double
  /// Spectrum of the EMG.
  public var spectrum: EMGSpectrum
  /// What the gain becomes within an hour, as sweat changes the skin: 0.8 loses a fifth. 1: no drift.
  public var gainPerHour: Double
  /// Factor on the EMG as this day's electrodes take it up; noise and movement stay. 1: as measured.
  public var electrodeGain: Double
  /// RMS of this electrode's noise within 30–450 Hz, microvolts; nil: the plan's.
  public var electrodeNoiseMicrovolts: Double?
  /// RMS of the motion artefact over a stride of the course's first gait, microvolts; nil: by `motionShare`.
  public var movementMicrovolts: Double?

  /// Joins the parts; `SimulationPlan.validate()` checks them.
  public init(
    amplitudeMicrovolts: Double, amplitudeVariability: Double, tonic: Double = 0.02, motionShare: Double,
    spectrum: EMGSpectrum = .typical, gainPerHour: Double = 1, electrodeGain: Double = 1,
    electrodeNoiseMicrovolts: Double? = nil, movementMicrovolts: Double? = nil
  ) {
    self.amplitudeMicrovolts = amplitudeMicrovolts
    self.amplitudeVariability = amplitudeVariability
    self.tonic = tonic
    self.motionShare = motionShare
    self.spectrum = spectrum
    self.gainPerHour = gainPerHour
    self.electrodeGain = electrodeGain
    self.electrodeNoiseMicrovolts = electrodeNoiseMicrovolts
    self.movementMicrovolts = movementMicrovolts
  }

  /// Amplitude: peak of the mean RMS profile, 30–450 Hz, of the running recording of Santuz et al. 2018 (62, 240, 990
  /// and 292 µV). Motion: its power below 20 Hz (49, 21, 30 and 6 %; the second hamstring 40 %). Variability: set with
  /// `SimulationPlan.muscleCoupling` so that the ratio of two muscles varies as measured. Lower back: assumed.
  public static func typical(_ muscle: Muscle) -> MuscleSettings {
    switch muscle {
    case .gluteusMaximus:
      MuscleSettings(amplitudeMicrovolts: 62, amplitudeVariability: 0.18, tonic: 0.04, motionShare: 0.5)
    case .hamstrings:
      MuscleSettings(amplitudeMicrovolts: 245, amplitudeVariability: 0.18, motionShare: 0.22)
    case .quadriceps:
      MuscleSettings(amplitudeMicrovolts: 900, amplitudeVariability: 0.15, motionShare: 0.3)
    case .calf:
      MuscleSettings(amplitudeMicrovolts: 300, amplitudeVariability: 0.09, motionShare: 0.06, spectrum: .thinSkin)
    case .lowerBack:
      MuscleSettings(amplitudeMicrovolts: 120, amplitudeVariability: 0.15, motionShare: 0.3)
    }
  }
}
