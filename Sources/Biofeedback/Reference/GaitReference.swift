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
