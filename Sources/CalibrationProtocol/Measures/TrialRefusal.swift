import EMGUnits

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
      "\(role): \(tenths(percent)) % of the samples stand at the end of the input's range. Turn the gain down."
    case .loose(let role):
      "\(role): large swings or hum drown the muscle, as of an electrode that is off. Press the electrodes on, tape the "
        + "cables down, and check the reference electrode."
    case .dead(let role):
      "\(role): no muscle signal at all. Check the cable and that the amplifier is on."
    case .restless(let role, let factor):
      "\(role): before the start tone it measured \(tenths(factor)) times its noise floor. Be loose until the tone."
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
      "\(role): it did not rise above its own rest in \(strides) strides, while the hamstring worked. That is a finding and no "
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
