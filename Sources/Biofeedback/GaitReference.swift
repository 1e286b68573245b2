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

  /// The reference comes from a profile, not from this session.
  private(set) var isFromProfile = false

  /// `strides` is how many make a reference; a `profile` is one at once.
  init(
    strides: Int = BaselineLearner.wanted, profile: LegProfile? = nil, channels: LegChannels, tuning: CoreTuning
  ) {
    baseline = BaselineLearner(strides: strides, tuning: tuning)
    effort = EffortLevel(tuning.decision)
    adaptation = SlowAdaptation(tuning.decision)
    guard let profile else { return }
    isFromProfile = true
    spread = profile.spread
    self.strides = profile.strides
    for muscle in Muscle.allCases where channels.row(muscle) >= 0 {
      if let reference = profile.muscles[muscle] { muscles[muscle.place] = reference }
    }
  }

  /// There is a reference.
  var isKnown: Bool { @_noLocks get { strides > 0 } }

  /// Enough strides have been learned for a full reference.
  var isComplete: Bool { @_noLocks get { baseline.isFull } }

  /// Strides are still collected: for the reference, or to compare this session with the profile.
  var isLearning: Bool { @_noLocks get { !baseline.isFull && (!isKnown || isFromProfile) } }

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
