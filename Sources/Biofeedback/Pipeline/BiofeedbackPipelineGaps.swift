import EMGUnits
import SignalProcessing

/// Frames that the device lost.
extension BiofeedbackPipeline {
  /// Frames from the beginning of a gap to its `fault` cue.
  public static func framesUntilGapFault(rate: Hertz) -> Int { GapWatch.patienceFrames(rate: rate.value) }

  /// Gaps so far.
  public var gapCount: Int { gapWatch.gaps }

  /// Seconds of input lost so far.
  public var lostSeconds: Double { Double(gapWatch.lostFrames) / inputRate }

  /// Tells a gap that has lasted for long enough, before the hop that comes after that moment; false when there is none.
  @_noLocks
  mutating func tellGapIfDue() -> Bool {
    guard isLive, let frame = gapWatch.frameDue(pushed: framesPushed, needed: chain.inputFramesForNextHop) else {
      return false
    }
    var flags = StrideFlags()
    flags.gap = true
    events.add(.trouble(leg: nil, flags: flags, isLate: false, frame: frame))
    events.add(.cue(Cue(kind: .fault, leg: nil, stride: legs[0].currentNumber, frame: frame)))
    return true
  }
}
