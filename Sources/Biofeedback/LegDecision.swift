import EMGUnits
import GaitAnalysis
import RealtimeSupport
import SignalProcessing

/// The decision within a stride, and the reference it is made by.
extension LegAnalysis {
  /// Decides once the signal has reached the end of both muscles' windows.
  @_noLocks
  mutating func decideIfDue(_ chain: borrowing SignalChain, into events: borrowing EventQueue) {
    guard mode == .live, var stride = open, stride.decision == nil, !stride.flags.inferred else { return }
    let row = max(channels.row(.gluteusMaximus), channels.row(.hamstrings))
    let closes = stride.contact + lastOff(period: stride.period) * stride.period
    guard chain.trackingIndex(at: closes) < chain.measurement[row].end else { return }
    let decision = decide(&stride, chain)
    stride.decision = decision
    open = stride
    let leg = channels.leg
    events.add(
      .decided(
        leg: leg, stride: stride.number, verdict: decision.verdict, glute: decision.glute,
        hamstring: decision.hamstring))
    if let kind = policy.cue(for: decision.verdict) {
      events.add(.cue(Cue(kind: kind, leg: leg, stride: stride.number, frame: chain.inputFramesUsed)))
    }
  }

  /// End of the later of both windows, in strides after contact.
  @_noLocks
  private func lastOff(period: Double) -> Double {
    let glute = window(.gluteusMaximus, period: period).off
    let hamstring = window(.hamstrings, period: period).off
    if channels.row(.gluteusMaximus) < 0 { return hamstring }
    return channels.row(.hamstrings) < 0 ? glute : max(glute, hamstring)
  }

  @_noLocks
  func window(_ muscle: Muscle, period: Double) -> ActivityWindow {
    referenceStrides > 0 ? references[muscle.place].window : ActivityWindow.canonical(muscle, period: period)
  }

  /// Judges a stride from the windows around its contact.
  @_noLocks
  func decide(_ stride: inout OpenStride, _ chain: borrowing SignalChain) -> Decision {
    let closes = stride.contact + lastOff(period: stride.period) * stride.period
    addFaults(to: &stride.flags, from: closes - stride.period, to: closes, chain)
    let glute = activation(.gluteusMaximus, stride, chain)
    let hamstring = activation(.hamstrings, stride, chain)
    var verdict = Verdict.unusable
    if referenceStrides == 0 {
      verdict = .baseline
    } else if stride.flags.glute.rawValue == 0 && !stride.flags.inferred && !stride.flags.unlike, let glute {
      verdict = monitor.verdict(glute: glute, hamstring: stride.flags.hamstring.rawValue == 0 ? hamstring : nil)
    }
    return Decision(verdict: verdict, glute: glute, hamstring: hamstring)
  }

  /// Amplitude in the muscle's window, noise power taken off, relative to its reference.
  @_noLocks
  func activation(_ muscle: Muscle, _ stride: OpenStride, _ chain: borrowing SignalChain) -> Float? {
    let row = channels.row(muscle)
    guard row >= 0, referenceStrides > 0 else { return nil }
    let reference = references[muscle.place]
    guard reference.amplitude > 0 else { return nil }
    let first = chain.trackingIndex(at: stride.contact + reference.window.on * stride.period)
    let last = chain.trackingIndex(at: stride.contact + reference.window.off * stride.period)
    guard first >= chain.measurement[row].start, last <= chain.measurement[row].end, first < last else { return nil }
    let power = SignalPower.mean(chain.tracking(row, at: first, count: last - first), count: last - first)
    return realtimeSquareRoot(max(0, power - reference.noisePower)) / reference.amplitude
  }

  /// −120 dB of full scale: below what any converter gives.
  private static var silencePower: Float { @_noLocks get { 1e-12 } }
  /// A stride with less power, bursts and all, than this share of the noise between bursts holds no electrode's signal:
  /// a silent muscle leaves the electrode's noise, a cable that has come off takes that away too.
  private static var deadShare: Float { @_noLocks get { 0.3 } }
  private static var edgeSeconds: Double { @_noLocks get { 0.06 } }

  /// Notes what is wrong with the glute and the hamstring channel between two instants.
  @_noLocks
  func addFaults(to flags: inout StrideFlags, from: Double, to: Double, _ chain: borrowing SignalChain) {
    let glute = faults(.gluteusMaximus, from: from, to: to, chain).rawValue
    let hamstring = faults(.hamstrings, from: from, to: to, chain).rawValue
    flags.glute = ChannelFaults(rawValue: flags.glute.rawValue | glute)
    flags.hamstring = ChannelFaults(rawValue: flags.hamstring.rawValue | hamstring)
  }

  @_noLocks
  private func faults(
    _ muscle: Muscle, from: Double, to: Double, _ chain: borrowing SignalChain
  ) -> ChannelFaults {
    let row = channels.row(muscle)
    guard row >= 0 else { return ChannelFaults(rawValue: 0) }
    // near the ends the filters and the envelope see the silence outside the input
    let from = max(from, Self.edgeSeconds)
    let to = min(to, endTime - Self.edgeSeconds)
    var found: UInt8 = 0
    let firstMark = max(chain.markIndex(at: from), chain.marks[row].start)
    let lastMark = min(chain.markIndex(at: to), chain.marks[row].end)
    var clipped = 0
    if firstMark < lastMark {
      let marks = chain.marks[row].block(at: firstMark, count: lastMark - firstMark)
      var i = 0
      while i < lastMark - firstMark {
        if marks[i] != 0 {
          let mark = UInt8(marks[i])
          if mark & SampleMark.clipped.rawValue != 0 { clipped += 1 }
          if mark & SampleMark.invalid.rawValue != 0 { found |= ChannelFaults.invalid.rawValue }
        }
        i += 1
      }
    }
    // more than 0.5 %
    if 200 * clipped > max(0, lastMark - firstMark) { found |= ChannelFaults.clipped.rawValue }
    let lowest = lowestEnvelope(row, from: from, to: to, chain)
    let reference = references[muscle.place]
    let quietest = referenceStrides > 0 ? reference.noisePower * Self.deadShare : 0
    if meanEnvelope(row, from: from, to: to, chain) <= max(Self.silencePower, quietest) {
      found |= ChannelFaults.dead.rawValue
    }
    let noisyAbove = reference.amplitude / 2
    if referenceStrides > 0 && lowest > noisyAbove * noisyAbove { found |= ChannelFaults.noisy.rawValue }
    return ChannelFaults(rawValue: found)
  }

  /// The mean power of the envelope between two instants.
  @_noLocks
  private func meanEnvelope(_ row: Int, from: Double, to: Double, _ chain: borrowing SignalChain) -> Float {
    let first = max(Int(chain.frame(at: from)), max(0, chain.envelope[row].start))
    let last = min(Int(chain.frame(at: to)), chain.envelope[row].end)
    guard first < last else { return 0 }
    let frames = chain.envelope[row].block(at: first, count: last - first)
    var sum: Float = 0
    var i = 0
    while i < last - first {
      sum += frames[i]
      i += 1
    }
    return sum / Float(last - first)
  }

  /// The lowest power of the envelope between two instants.
  @_noLocks
  func lowestEnvelope(_ row: Int, from: Double, to: Double, _ chain: borrowing SignalChain) -> Float {
    let first = max(Int(chain.frame(at: from)), max(0, chain.envelope[row].start))
    let last = min(Int(chain.frame(at: to)), chain.envelope[row].end)
    guard first < last else { return 0 }
    let frames = chain.envelope[row].block(at: first, count: last - first)
    var lowest = Float.infinity
    var i = 0
    while i < last - first {
      lowest = min(lowest, frames[i])
      i += 1
    }
    return lowest
  }
}
