import EMGUnits
import GaitAnalysis
import RealtimeSupport

/// What activation in one gait is measured against. Walking and running have their own: a runner who slows to a walk
/// uses both muscles less and at other times, which is neither weakness nor silence.
struct GaitReference: ~Copyable {
  /// Learns until the reference is known.
  var baseline: BaselineLearner
  /// How hard the legs work now.
  var effort: EffortLevel
  /// How far the glute's reference has moved since.
  var adaptation: SlowAdaptation
  /// Standard deviation of the glute's log activation.
  private(set) var spread: Float = 0.2
  /// Strides that it was learned from; 0 while there is no reference.
  private(set) var strides = 0
  private let muscles = FixedBuffer<MuscleReference>(
    repeating: MuscleReference(window: ActivityWindow(on: 0, off: 0), amplitude: 0, noisePower: 0, rawPower: 0),
    count: 5)

  /// There is a profile: its windows hold from the first stride on.
  private(set) var isFromProfile = false
  /// How far the profile's levels hold.
  let trust: ProfileTrust
  /// What activation 1 is; nil while that has not been found out, or without a profile.
  private(set) var basis: LevelBasis?
  private let tuning: DecisionTuning

  /// `strides` is how many make a reference; a `profile` is one at once where its levels hold.
  init(
    strides: Int = BaselineLearner.wanted, profile: LegProfile? = nil, trust: ProfileTrust = .sameElectrodes,
    channels: LegChannels, tuning: CoreTuning
  ) {
    self.trust = trust
    self.tuning = tuning.decision
    baseline = BaselineLearner(strides: strides, tuning: tuning)
    effort = EffortLevel(tuning.decision)
    adaptation = SlowAdaptation(tuning.decision)
    guard let profile else { return }
    isFromProfile = true
    spread = profile.spread
    // other electrodes: levels wait for this session's first strides
    self.strides = trust == .sameElectrodes ? profile.strides : 0
    for muscle in Muscle.allCases where channels.row(muscle) >= 0 {
      if let reference = profile.muscles[muscle] { muscles[muscle.place] = reference }
    }
  }

  /// There is a reference.
  var isKnown: Bool { @_noLocks get { strides > 0 } }

  /// Enough strides have been learned for a full reference.
  var isComplete: Bool { @_noLocks get { baseline.isFull } }

  /// Strides are still collected: for the reference, or to compare this session with the profile.
  var isLearning: Bool { @_noLocks get { !baseline.isFull && (isFromProfile ? basis == nil : !isKnown) } }

  /// Windows are known, from this session or from the profile.
  var hasWindows: Bool { @_noLocks get { isKnown || isFromProfile } }

  /// The reference of a muscle; meaningless while there is none.
  @_noLocks func muscle(_ muscle: Muscle) -> MuscleReference { muscles[muscle.place] }

  /// Makes the reference of every recorded muscle from the strides learned so far.
  @_noLocks
  mutating func settle(_ channels: LegChannels) {
    settle(.gluteusMaximus, channels)
    settle(.hamstrings, channels)
    settle(.quadriceps, channels)
    settle(.calf, channels)
    settle(.lowerBack, channels)
    spread = baseline.spread(of: muscles[Muscle.gluteusMaximus.place])
    strides = baseline.count
  }

  /// Settles which levels hold beside a profile, once the first strides have been compared with it.
  @_noLocks
  mutating func settle(_ fit: ProfileFit, _ channels: LegChannels, profileStrides: Int) {
    let basis = fit.basis
    self.basis = basis
    // a glute that has rested all the time leaves no strides to learn from: the scaled profile stands as it is
    guard !(basis == .profile), baseline.count >= BaselineLearner.fewest else {
      strides = max(strides, profileStrides)
      return
    }
    let glute = muscles[Muscle.gluteusMaximus.place]
    let keepsWindows = fit.isPatternAlike
    relearn(.gluteusMaximus, channels, keepsWindows)
    relearn(.hamstrings, channels, keepsWindows)
    relearn(.quadriceps, channels, keepsWindows)
    relearn(.calf, channels, keepsWindows)
    relearn(.lowerBack, channels, keepsWindows)
    strides = basis == .scaled ? profileStrides : baseline.count
    if basis == .scaled {
      muscles[Muscle.gluteusMaximus.place].amplitude = glute.amplitude
      muscles[Muscle.gluteusMaximus.place].workAmplitude = glute.workAmplitude
      muscles[Muscle.hamstrings.place].scaleMuscle(by: 1 / fit.effort)
    }
    effort = EffortLevel(tuning)
    adaptation = SlowAdaptation(tuning)
  }

  /// The reference of a muscle from this session's strides, in the profile's window where that still fits.
  @_noLocks
  private func relearn(_ muscle: Muscle, _ channels: LegChannels, _ keepsWindow: Bool) {
    guard channels.row(muscle) >= 0 else { return }
    let window = muscles[muscle.place].window
    muscles[muscle.place] =
      keepsWindow && window.off > window.on
      ? baseline.reference(muscle, in: window) : baseline.reference(muscle)
  }

  @_noLocks
  private func settle(_ muscle: Muscle, _ channels: LegChannels) {
    guard channels.row(muscle) >= 0 else { return }
    muscles[muscle.place] = baseline.reference(muscle)
  }
}

extension Gait {
  /// Place in tables with one entry a gait.
  var place: Int { @_noLocks get { self == .running ? 0 : 1 } }
}

/// Lets the glute's reference follow what electrodes do over an hour – sweat, pressure – and nothing else.
///
/// Each firing stride moves the reference by 1 % of the difference while nothing fails, and never further than 15 % from
/// where it began: a failure cannot be learned away.
package struct SlowAdaptation: Sendable, BitwiseCopyable {
  private let share: Float
  private let largest: Float
  private var log: Float = 0

  package init(_ tuning: DecisionTuning) {
    share = tuning.adaptationShare
    largest = realtimeLog(tuning.mostAdaptation)
  }

  /// The reference now against the one learned.
  package var factor: Float { @_noLocks get { realtimeExp(log) } }

  /// Takes the glute's activation at the present effort, against the adapted reference.
  @_noLocks
  package mutating func add(_ expected: Float) {
    log = max(-largest, min(largest, log + share * realtimeLog(max(expected, 0.1))))
  }
}

/// How hard the legs work now, against the reference: the slow level of the hamstring's activation.
///
/// A geometric moving average over about six strides, 0.25–2. One stride moves it by at most an eighth, so that a single
/// artefact of the hamstring does not make the glute look weak.
package struct EffortLevel: Sendable, BitwiseCopyable {
  private let share: Float
  private let largestStep: Float
  private let lowest: Float
  private let highest: Float
  private let steady: Float
  private var log: Float = 0

  package init(_ tuning: DecisionTuning) {
    share = tuning.effortShare
    largestStep = tuning.effortStep
    lowest = realtimeLog(tuning.leastEffort)
    highest = realtimeLog(tuning.mostEffort)
    steady = realtimeLog(tuning.steadyEffort)
  }

  /// 1 as in the reference. Near it the level counts as unchanged: so much it wanders in steady running.
  package var value: Float {
    @_noLocks get { realtimeExp(log > steady ? log - steady : log < -steady ? log + steady : 0) }
  }

  /// Takes a usable hamstring activation.
  @_noLocks
  package mutating func add(_ hamstring: Float) {
    let step = share * (realtimeLog(max(hamstring, 0.05)) - log)
    log = max(lowest, min(highest, log + max(-largestStep, min(largestStep, step))))
  }
}

/// What a muscle's activation is measured against.
public struct MuscleReference: Sendable, Hashable, BitwiseCopyable, Codable {
  /// The muscle's activity window.
  public var window: ActivityWindow
  /// The amplitude in the EMG band that counts as 1, in units of full scale, noise taken off.
  public var amplitude: Float
  /// Power of the noise floor in the EMG band, full scale squared.
  public var noisePower: Float
  /// Power of the signal as it came, constant part not counted: what a stride holds while the electrode is on.
  public var rawPower: Float
  /// Power of movement (below about 20 Hz) in a stride, full scale squared; 0 where it is not known.
  public var movementPower: Float
  /// Amplitude above movement (`WorkFilter`) that counts as activation 1, noise taken off.
  public var workAmplitude: Float
  /// Power of the noise floor above movement.
  public var workNoise: Float

  /// What `WorkFilter` leaves of EMG, as amplitude, for references that were kept before it was measured. Medians of the
  /// recordings of 14 people: glute 0.6 (0.3–1.0), hamstring 0.9 (0.6–1.15).
  static var usualWorkGain: Float { @_noLocks get { 0.75 } }

  /// Joins the values; what a profile of an older version does not hold is estimated from the band's values.
  @_noLocks
  public init(
    window: ActivityWindow, amplitude: Float, noisePower: Float, rawPower: Float, movementPower: Float = 0,
    workAmplitude: Float? = nil, workNoise: Float? = nil
  ) {
    self.window = window
    self.amplitude = amplitude
    self.noisePower = noisePower
    self.rawPower = rawPower
    self.movementPower = movementPower
    let gain = Self.usualWorkGain
    self.workAmplitude = workAmplitude ?? gain * amplitude
    self.workNoise = workNoise ?? gain * gain * noisePower
  }

  /// The same as another full scale shows it: every amplitude times `factor`, which is above 0.
  func scaled(by factor: Float) -> MuscleReference {
    let square = factor * factor
    return MuscleReference(
      window: window, amplitude: amplitude * factor, noisePower: noisePower * square, rawPower: rawPower * square,
      movementPower: movementPower * square, workAmplitude: workAmplitude * factor, workNoise: workNoise * square)
  }
  /// The muscle alone arrives with another gain: its amplitudes times `factor`, which is above 0.
  mutating func scaleMuscle(by factor: Float) {
    amplitude *= factor
    workAmplitude *= factor
  }

  /// The work amplitude was measured, not estimated from the band's.
  var isWorkMeasured: Bool { @_noLocks get { workAmplitude != Self.usualWorkGain * amplitude } }
}
