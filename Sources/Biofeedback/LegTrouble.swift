import GaitAnalysis
import RealtimeSupport
import SignalProcessing

/// Trouble that is heard as `fault`.
extension LegAnalysis {
  /// Muscles that work for this long without a stride that can be judged are trouble: finding a rhythm takes 4 s.
  private static var patienceSeconds: Double { @_noLocks get { 6 } }
  /// Muscles work when a stride's power exceeds the noise by this factor.
  private static var movingFactor: Float { @_noLocks get { 6 } }

  /// Looks at the channels twice a second, once there is a reference to compare them with.
  @_noLocks
  mutating func watch(_ chain: borrowing SignalChain, into events: borrowing EventQueue) {
    let now = Double(chain.inputFramesUsed) / chain.inputRate
    guard isLive, references[latestGait.place].isKnown, watcher.isDue(at: now) else { return }
    // what the envelope of the latest hop can already show
    let to = now - chain.trackingDelay - 0.05
    var flags = StrideFlags()
    let from = to - FaultWatch.windowSeconds
    flags.gap = chain.touchesGap(from: from, to: to)
    if flags.gap {
      // a gap that lasts is told by itself, and strides are waited for from its end on
      if isLost(to: to, chain) { restedAt = now }
    } else {
      addFaults(to: &flags, from: from, to: to, gait: latestGait, chain)
    }
    let isFaulty = flags.glute.rawValue != 0 || flags.hamstring.rawValue != 0
    if !isMoving(from: from, to: to, chain) { restedAt = now }
    let isLate = now - max(decidedAt, restedAt) > Self.patienceSeconds
    let isTrouble = isFaulty || isLate
    // beside a gap nothing is known of the channels, neither good nor bad
    if flags.gap && !isTrouble { return }
    guard watcher.add(isTrouble: isTrouble, at: now) else { return }
    events.add(.trouble(leg: channels.leg, flags: flags, isLate: isLate, frame: chain.inputFramesUsed))
    events.add(.cue(Cue(kind: .fault, leg: channels.leg, stride: currentNumber, frame: chain.inputFramesUsed)))
  }

  /// Whether all that was heard lately is lost, for as long as a gap takes to be told.
  @_noLocks
  private func isLost(to: Double, _ chain: borrowing SignalChain) -> Bool {
    let seconds = GapWatch.patienceSeconds
    return chain.lostSeconds(from: to - seconds, to: to) > seconds - 0.01
  }

  /// Whether the muscles work though no stride is judged.
  @_noLocks
  private func isMoving(from: Double, to: Double, _ chain: borrowing SignalChain) -> Bool {
    let row = max(channels.row(.hamstrings), channels.row(.gluteusMaximus))
    let reference = references[latestGait.place].muscle(channels.row(.hamstrings) >= 0 ? .hamstrings : .gluteusMaximus)
    return meanEnvelope(row, from: from, to: to, chain) > Self.movingFactor * reference.noisePower
  }
}
