import EMGUnits

/// Decides whether a trial counts.
struct TrialGate {
  let step: CalibrationStep
  let input: CalibrationInput
  /// Level at rest by role, RMS; empty before the rest step.
  let noise: [String: Double]
  /// The highest level of each role in any trial so far.
  let bestSoFar: [String: Double]

  /// Everything that speaks against a trial.
  func refusals(_ trial: TrialMeasurement) -> [TrialRefusal] {
    let signal = trial.channels.filter { counts($0) }.flatMap { signalFaults($0) }
    guard signal.isEmpty else { return signal }
    guard step.kind != .rest, let wanted = wantedRole(trial), let channel = trial[wanted] else { return [] }
    return effortFaults(channel) + wrongMuscle(channel, wanted, trial)
  }

  /// The muscle that the trial is about: in an onset step both count, and the glute stands for them.
  private func wantedRole(_ trial: TrialMeasurement) -> ChannelRole? {
    switch step.kind {
    case .maximum: step.muscle.flatMap { input.role($0, leg: step.side) }
    case .squeeze: input.role(trial.condition == "hamstring" ? .hamstrings : .gluteusMaximus, leg: step.side)
    case .posture, .onset: input.role(.gluteusMaximus, leg: step.side)
    case .rest, .run, .drill: nil
    }
  }

  /// Whether a step needs the channel: rest all of them, a maximum its own muscle, the others glute and hamstring.
  private func counts(_ channel: TrialMeasurement.Channel) -> Bool {
    guard step.kind != .rest else { return true }
    let muscles: [Muscle] =
      switch step.kind {
      case .maximum: [step.muscle].compactMap(\.self)
      case .posture: [.gluteusMaximus]
      case .rest, .squeeze, .onset, .run, .drill: [.gluteusMaximus, .hamstrings]
      }
    return muscles.contains { input.role($0, leg: step.side)?.description == channel.role }
  }

  private func signalFaults(_ channel: TrialMeasurement.Channel) -> [TrialRefusal] {
    if channel.raw < TrialLimits.deadBelow { return [.dead(role: channel.role)] }
    if channel.raw > TrialLimits.mostRaw, channel.raw > TrialLimits.mostRawFactor * channel.best {
      return [.loose(role: channel.role)]
    }
    let clipped = 100 * channel.clippedShare
    return clipped > TrialLimits.mostClippedPercent ? [.clipped(role: channel.role, percent: clipped)] : []
  }

  private func effortFaults(_ channel: TrialMeasurement.Channel) -> [TrialRefusal] {
    var found: [TrialRefusal] = []
    if channel.joltShare > TrialLimits.mostJoltShare { found.append(.jolt(role: channel.role)) }
    if let floor = noise[channel.role], floor > 0 {
      let quiet = channel.quiet / floor
      if quiet > TrialLimits.mostQuietFactor { found.append(.restless(role: channel.role, factor: quiet)) }
      let rise = channel.best / floor
      // in an arched posture a glute may hardly rise: that is the measurement; a squeeze test is judged as a whole
      if rise < TrialLimits.leastRiseFactor && step.kind == .maximum {
        return found + [.noRise(role: channel.role, factor: rise)]
      }
    }
    let wanted = TrialLimits.leastHeldShare * step.seconds
    if step.kind == .maximum && channel.heldSeconds < wanted {
      found.append(.short(role: channel.role, seconds: channel.heldSeconds, wanted: wanted))
    }
    return found
  }

  private func wrongMuscle(
    _ channel: TrialMeasurement.Channel, _ wanted: ChannelRole, _ trial: TrialMeasurement
  ) -> [TrialRefusal] {
    guard step.kind == .maximum, let own = share(channel), own < TrialLimits.wrongBelow else { return [] }
    for other in trial.channels where other.role != channel.role && isOnLeg(other) {
      if let share = share(other), share > TrialLimits.otherAbove {
        return [
          .wrongMuscle(role: channel.role, percent: 100 * own, other: other.role, otherPercent: 100 * share)
        ]
      }
    }
    return []
  }

  private func isOnLeg(_ channel: TrialMeasurement.Channel) -> Bool {
    guard let role = ChannelRole(channel.role), let side = step.side else { return true }
    return role.side == side || role.side == nil
  }

  private func share(_ channel: TrialMeasurement.Channel) -> Double? {
    guard let best = bestSoFar[channel.role], best > 0 else { return nil }
    return channel.best / max(best, channel.best)
  }
}

/// What a trial must keep to.
public enum TrialLimits {
  /// Samples at the end of the range, percent: a clipped maximum reads too low.
  static let mostClippedPercent = 0.2
  /// Raw signal against the EMG in it: on the skin motion adds at most as much again, off it everything is hum and swings.
  static let mostRawFactor = 6.0
  /// Raw level of an electrode that is off, full scale = 1.
  static let mostRaw = 0.08
  /// −120 dB of full scale.
  static let deadBelow = 1e-6
  /// Level before the start tone against the noise floor.
  static let mostQuietFactor = 4.0
  /// Level of the contraction against the noise floor (14 dB).
  static let leastRiseFactor = 5.0
  /// Below this a channel shows no sign of a contraction at all.
  static let leastSign = 1.5
  /// Share of the trial that must be held.
  static let leastHeldShare = 0.6
  /// Share of windows with jolts above which a trial does not count.
  static let mostJoltShare = 0.5
  /// The muscle wanted stayed below this part of its best so far, while the other reached `otherAbove` of its own.
  static let wrongBelow = 0.45
  static let otherAbove = 0.65
  /// The two best trials of a step may differ by so much, percent of the better: over 500 ms EMG scatters by 6 % by itself
  /// (St-Amant et al. 1998), people's maximal efforts by about as much again, and the difference of two such numbers by
  /// 1.4 times that: 20 % is 1.7 standard deviations of honest trials.
  public static let mostDisagreementPercent = 20.0
  /// Trials beyond those wanted before a step is given up.
  static let mostExtraTrials = 3
  /// In a squeeze test, the part of its best that a channel may show in the other muscle's contraction.
  static let mostCrossed = 0.7
  /// Correlation of the two channels above which they share a signal.
  static let mostShared = 0.6
  /// Squeezes of one test may differ by this factor: CV 10 % within a day makes it 3.3 standard deviations of honest pairs.
  static let mostUneven = 1.6
  /// Good strides that make an in-task reference.
  static let leastStrides = 20
  /// Easy running above this part of a maximal contraction: the contraction was not maximal. Of 50 simulated people the honest ones lie at 22–46 %.
  static let mostRunShare = 0.65
}

/// Why a trial does not count, with what to do.
public enum TrialRefusal: Sendable, Hashable, Codable {
  /// Samples stand at the end of the converter's range.
  case clipped(role: String, percent: Double)
  /// The electrode is off, or a cable swings: far more raw signal than EMG.
  case loose(role: String)
  /// No signal at all.
  case dead(role: String)
  /// Not quiet before the start tone.
  case restless(role: String, factor: Double)
  /// The muscle hardly rose above its noise.
  case noRise(role: String, factor: Double)
  /// Held for too short a time.
  case short(role: String, seconds: Double, wanted: Double)
  /// A jolt of the electrode or cable in most of it.
  case jolt(role: String)
  /// The other muscle did it.
  case wrongMuscle(role: String, percent: Double, other: String, otherPercent: Double)
  /// The two best trials differ by more than allowed.
  case disagree(role: String, percent: Double)
  /// Each muscle shows on the other's channel.
  case swapped
  /// Both channels show the same.
  case crossTalk(percent: Double)
  /// One muscle's channel did not answer to its own contraction, so that nothing can be told.
  case sameMuscle(role: String)
  /// Neither channel answered to any contraction.
  case noAnswer
  /// Squeezes that should have been alike were not.
  case uneven(role: String, percent: Double)
  /// Too few strides in the run.
  case fewStrides(found: Int, wanted: Int)
  /// No rhythm at all.
  case noStrides
  /// The muscle did not rise above its own rest in running, while the hamstring worked.
  case silentRun(role: String, strides: Int)
  /// Easy running measures nearly as much as the maximal contraction.
  case lazyMaximum(role: String, percent: Double)
  /// The recording holds no further trial of the step.
  case noMoreTrials
}

extension TrialRefusal: CustomStringConvertible {
  /// What was measured, and what to do.
  public var description: String {
    switch self {
    case .clipped(let role, let percent):
      "\(role): \(tenths(percent)) % of the samples are at the end of the input's range. Turn the gain down."
    case .loose(let role):
      "\(role): too much interference; an electrode may be loose. Press the electrodes on, tape the "
        + "cables down, and check the reference electrode."
    case .dead(let role):
      "\(role): no muscle signal at all. Check the cable and that the amplifier is on."
    case .restless(let role, let factor):
      "\(role): before the start tone it measured \(tenths(factor)) times its noise floor. Relax until the tone."
    case .noRise(let role, let factor):
      "\(role): it rose to only \(tenths(factor)) times its noise. Contract harder; if you did, check that the electrodes "
        + "sit on the muscle."
    case .short(let role, let seconds, let wanted):
      "\(role): held for \(tenths(seconds)) s, \(tenths(wanted)) s are needed. Hold from the start tone to the stop tone."
    case .jolt(let role):
      "\(role): jolts in the signal. Tape the cables down, and contract without moving."
    case .wrongMuscle(let role, let percent, let other, let otherPercent):
      "The \(other) did it: it measured \(whole(otherPercent)) % of its best, the \(role) \(whole(percent)) % of its own."
    case .disagree(let role, let percent):
      "\(role): the two best trials differ by \(whole(percent)) %, at most \(whole(TrialLimits.mostDisagreementPercent)) % are "
        + "allowed. One more."
    case .swapped:
      "Glute and hamstring are swapped: each channel answers to the other muscle. Swap the two plugs, or their "
        + "numbers in --map."
    case .crossTalk(let percent):
      "Both channels carry the same signal (\(whole(percent)) % shared). Check that the two pairs sit on different muscles and "
        + "that no wires touch."
    case .sameMuscle(let role):
      "The channel of the \(role) answers as much to the other muscle's contraction as to its own. Check where its "
        + "electrodes sit, and contract one muscle at a time."
    case .noAnswer:
      "Neither muscle answered to any of the contractions. Contract from the start tone to the stop tone; if you did, check "
        + "the reference electrode, the cables and that the amplifier is on."
    case .uneven(let role, let percent):
      "\(role): its contractions differ by \(whole(percent)) %. Squeeze as hard as you comfortably can, equally each time."
    case .fewStrides(let found, let wanted):
      "Only \(found) good strides, at least \(wanted) are needed. Run at one easy speed from tone to tone."
    case .noStrides:
      "No rhythm of running was found. Run at one easy speed; check the electrodes with glutecue check."
    case .silentRun(let role, let strides):
      "\(role): it did not rise above its resting level in \(strides) strides, while the hamstring worked. That is a finding, not a "
        + "fault of the protocol, if it rose in the squeeze test: then the electrode is not the reason. Without it there is no "
        + "easy run to compare with; run with --aim maximum:10% instead."
    case .lazyMaximum(let role, let percent):
      "\(role): easy running measures \(whole(percent)) % of the maximal contraction, so that was not a maximal one. Redo "
        + "its steps and contract as hard as you can."
    case .noMoreTrials:
      "The recording holds no further trial of this step."
    }
  }

  private func whole(_ value: Double) -> String { "\(Int(bounded: value.rounded()))" }

  private func tenths(_ value: Double) -> String {
    let tenths = Int(bounded: (10 * value).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }
}
