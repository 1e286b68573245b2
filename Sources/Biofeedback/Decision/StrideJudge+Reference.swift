import EMGUnits
import GaitAnalysis
import RealtimeSupport
import SignalProcessing

/// What strides are compared with: the session's own good strides, or the profile's.
extension StrideJudge {
  /// Offers a complete stride to the reference of its gait: only good ones in which the glute works are taken.
  @_noLocks
  mutating func learn(_ stride: inout OpenStride, end: Double, _ chain: borrowing SignalChain) {
    let gait = Gait(periodSeconds: stride.periodSeconds)
    let duration = end - stride.contact
    assess(&stride.flags, from: stride.contact, to: end, gait: gait, chain)
    let from = stride.contact - duration / 2
    let to = stride.contact + duration / 2
    guard stride.flags.isEmpty, !chain.touchesGap(from: from, to: end), from >= 0,
      activity.load(channels, from: from, to: to, chain)
    else { return }
    teach(&stride, from: from, to: to, chain)
    activity.removeCrosstalk()
    guard glutePermits(stride, chain) else {
      restsWhileWaiting += gait == .running ? 1 : 0
      return
    }
    let place = gait.place
    var muscle = 0
    while muscle < 5 {
      let row = channels.rows[muscle]
      if row >= 0 { learn(row, muscle, stride, duration, place, chain) }
      muscle += 1
    }
    learnWork(.gluteusMaximus, place)
    learnWork(.hamstrings, place)
    references.gaits[place].baseline.add(periodSeconds: duration)
  }

  /// A glute that does not work is never its own reference.
  @_noLocks
  private func glutePermits(_ stride: OpenStride, _ chain: borrowing SignalChain) -> Bool {
    guard channels.row(.hamstrings) >= 0, let glute = power(.gluteusMaximus, stride, chain) else { return true }
    return activity.gluteWorks(glute, hamstring: power(.hamstrings, stride, chain))
  }

  @_noLocks
  private func learn(
    _ row: Int, _ muscle: Int, _ stride: OpenStride, _ duration: Double, _ gait: Int, _ chain: borrowing SignalChain
  ) {
    let first = chain.trackingIndex(at: stride.contact - duration / 2)
    let count = chain.trackingIndex(at: stride.contact + duration / 2) - first
    StrideProfile.measure(
      chain.tracking(row, at: first, count: count), count: count,
      into: references.gaits[gait].baseline.profile(muscle))
    if let signal = chain.electrodeSignal(
      row, from: stride.contact, to: stride.contact + duration, endTime: endTime, tuning.evidence)
    {
      references.gaits[gait].baseline.set(muscle, signal)
    }
  }

  @_noLocks
  private func learnWork(_ muscle: Muscle, _ gait: Int) {
    guard let work = activity.signal(muscle), let rest = activity.rest(muscle) else { return }
    references.gaits[gait].baseline.setWork(muscle.place, work.samples, count: work.count, rest: rest)
  }

  /// Enough strides of a gait are together for its reference, or it has become clear that the glute rests in all of them.
  @_noLocks
  func isSettling(_ gait: Gait) -> Bool {
    if references.isComplete(gait) { return true }
    return gait == .running && references.isLearning(gait) && references.gaits[gait.place].isFromProfile
      && references.gaits[gait.place].trust == .scaledToday && restsWhileWaiting >= BaselineLearner.wanted
  }

  /// The strides of a gait are together: they become the reference, or are compared with the profile's.
  @_noLocks
  mutating func settle(_ gait: Gait, _ comparison: borrowing ProfileComparison) -> ProfileFit? {
    let place = gait.place
    if references.gaits[place].isFromProfile {
      let fit =
        references.isComplete(gait)
        ? comparison.fit(references.gaits[place], channels) : comparison.restingFit(references.gaits[place].trust)
      references.gaits[place].settle(fit, channels, profileStrides: comparison.profileStrides)
      // what was judged by levels that do not hold counts no more
      if !(fit.basis == .profile) { monitor.restart() }
      return fit
    }
    references.gaits[gait.place].settle(channels)
    return nil
  }

  /// The input has ended: what strides there are become references, where they are enough.
  @_noLocks
  func settleWithFewest() {
    var gait = 0
    while gait < 2 {
      if !references.gaits[gait].isKnown && references.gaits[gait].baseline.count >= BaselineLearner.fewest {
        references.gaits[gait].settle(channels)
      }
      gait += 1
    }
  }

  /// The running reference as a profile; nil while there is none of this session.
  func learnedProfile(seed: (Double) -> StrideSeed?) -> LegProfile? {
    let place = Gait.running.place
    guard references.gaits[place].isKnown, !references.gaits[place].isFromProfile else { return nil }
    let seconds = references.gaits[place].baseline.medianPeriodSeconds()
    var muscles: [Muscle: MuscleReference] = [:]
    for muscle in Muscle.allCases where channels.row(muscle) >= 0 {
      muscles[muscle] = references.muscle(muscle, .running)
    }
    return LegProfile(
      leg: channels.leg, strides: references.gaits[place].strides, strideSeconds: seconds,
      spread: references.gaits[place].spread, muscles: muscles, seed: seed(seconds))
  }
}

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
  func window(_ muscle: Muscle, periodSeconds: Double) -> ActivityWindow {
    let gait = Gait(periodSeconds: periodSeconds)
    return gaits[gait.place].hasWindows
      ? self.muscle(muscle, gait).window : ActivityWindow.canonical(muscle, periodSeconds: periodSeconds)
  }
}
