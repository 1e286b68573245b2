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
    addFaults(to: &flags, from: to - FaultWatch.windowSeconds, to: to, gait: latestGait, chain)
    let isFaulty = flags.glute.rawValue != 0 || flags.hamstring.rawValue != 0
    if !isMoving(from: to - FaultWatch.windowSeconds, to: to, chain) { restedAt = now }
    let isLate = now - max(decidedAt, restedAt) > Self.patienceSeconds
    let isTrouble = isFaulty || isLate
    guard watcher.add(isTrouble: isTrouble, at: now) else { return }
    let number = open?.number ?? nextNumber
    events.add(.trouble(leg: channels.leg, flags: flags, isLate: isLate, frame: chain.inputFramesUsed))
    events.add(.cue(Cue(kind: .fault, leg: channels.leg, stride: number, frame: chain.inputFramesUsed)))
  }

  /// Whether the muscles work though no stride is judged.
  @_noLocks
  private func isMoving(from: Double, to: Double, _ chain: borrowing SignalChain) -> Bool {
    let row = max(channels.row(.hamstrings), channels.row(.gluteusMaximus))
    let reference = references[latestGait.place].muscle(channels.row(.hamstrings) >= 0 ? .hamstrings : .gluteusMaximus)
    return meanEnvelope(row, from: from, to: to, chain) > Self.movingFactor * reference.noisePower
  }
}
