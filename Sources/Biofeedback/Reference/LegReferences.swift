import EMGUnits
import GaitAnalysis
import RealtimeSupport

/// A leg's references, one for running and one for walking.
struct LegReferences: ~Copyable {
  /// In the order of `Gait.place`.
  let gaits: FixedArray<GaitReference>

  init(
    strides: Int, profile: LegProfile?, trust: ProfileTrust, channels: LegChannels, tuning: CoreTuning
  ) {
    gaits = FixedArray(count: 2) { gait in
      GaitReference(
        strides: strides, profile: gait == Gait.running.place ? profile : nil, trust: trust, channels: channels,
        tuning: tuning)
    }
  }

  /// There is a reference for the gait.
  @_noLocks func isKnown(_ gait: Gait) -> Bool { gaits[gait.place].isKnown }
  /// Strides of the gait are still collected.
  @_noLocks func isLearning(_ gait: Gait) -> Bool { gaits[gait.place].isLearning }
  /// Enough strides of the gait have been learned.
  @_noLocks func isComplete(_ gait: Gait) -> Bool { gaits[gait.place].isComplete }
  /// The reference of a muscle; meaningless while there is none.
  @_noLocks func muscle(_ muscle: Muscle, _ gait: Gait) -> MuscleReference { gaits[gait.place].muscle(muscle) }

  /// What activation 1 is beside a profile. One whose strides never came together is as it was trusted.
  func basis(_ gait: Gait) -> LevelBasis? {
    let place = gait.place
    guard gaits[place].isFromProfile, gaits[place].isKnown else { return nil }
    return gaits[place].basis ?? (gaits[place].trust == .sameElectrodes ? .profile : .today)
  }

  /// When a muscle works: its own window where it is known, else the one of people.
  @_noLocks
  func window(_ muscle: Muscle, period: Double) -> ActivityWindow {
    let gait = Gait(period: period)
    return gaits[gait.place].hasWindows
      ? self.muscle(muscle, gait).window : ActivityWindow.canonical(muscle, period: period)
  }
}
