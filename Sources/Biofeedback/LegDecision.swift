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
    let gait = Gait(period: period).place
    return references[gait].isKnown
      ? references[gait].muscle(muscle).window : ActivityWindow.canonical(muscle, period: period)
  }

  /// Judges a stride from the windows around its contact.
  @_noLocks
  func decide(_ stride: inout OpenStride, _ chain: borrowing SignalChain) -> Decision {
    let closes = stride.contact + lastOff(period: stride.period) * stride.period
    addFaults(to: &stride.flags, from: closes - stride.period, to: closes, chain)
    let glute = activation(.gluteusMaximus, stride, chain)
    let hamstring = activation(.hamstrings, stride, chain)
    var verdict = Verdict.unusable
    if !references[Gait(period: stride.period).place].isKnown {
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
    let gait = Gait(period: stride.period).place
    guard row >= 0, references[gait].isKnown else { return nil }
    let reference = references[gait].muscle(muscle)
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
  /// The share of a stride, at its end, that is looked at by itself.
  private static var tailShare: Double { @_noLocks get { 0.2 } }
  private static var edgeSeconds: Double { @_noLocks get { 0.06 } }

  /// Notes what is wrong with the glute and the hamstring channel between two instants.
  @_noLocks
  func addFaults(to flags: inout StrideFlags, from: Double, to: Double, _ chain: borrowing SignalChain) {
    // near the ends the filters and the envelope see the silence outside the input
    let from = max(from, Self.edgeSeconds)
    let to = min(to, endTime - Self.edgeSeconds)
    let glute = faults(.gluteusMaximus, from: from, to: to, chain)
    let hamstring = faults(.hamstrings, from: from, to: to, chain)
    flags.glute = ChannelFaults(rawValue: flags.glute.rawValue | glute)
    flags.hamstring = ChannelFaults(rawValue: flags.hamstring.rawValue | hamstring)
  }

  @_noLocks
  private func faults(_ muscle: Muscle, from: Double, to: Double, _ chain: borrowing SignalChain) -> UInt8 {
    let row = channels.row(muscle)
    guard row >= 0, from < to else { return 0 }
    var found = markedFaults(row, from: from, to: to, chain)
    let gait = Gait(period: to - from).place
    let isKnown = references[gait].isKnown
    let reference = references[gait].muscle(muscle)
    let quietest = isKnown ? max(Self.silencePower, reference.noisePower * Self.deadShare) : Self.silencePower
    // the whole stride, or its end: a cable that comes off in the middle of a stride
    let tail = to - Self.tailShare * (to - from)
    if meanEnvelope(row, from: from, to: to, chain) <= quietest || meanEnvelope(row, from: tail, to: to, chain) <= quietest {
      found |= ChannelFaults.dead.rawValue
    }
    guard isKnown else { return found }
    let noisyAbove = reference.amplitude / 2
    if lowestEnvelope(row, from: from, to: to, chain) > noisyAbove * noisyAbove { found |= ChannelFaults.noisy.rawValue }
    let hum = chain.removedMains(row: row, from: from, to: to)
    if hum > reference.amplitude * reference.amplitude { found |= ChannelFaults.noisy.rawValue }
    return found
  }

  /// Faults that the raw samples show by themselves.
  @_noLocks
  private func markedFaults(_ row: Int, from: Double, to: Double, _ chain: borrowing SignalChain) -> UInt8 {
    let first = max(chain.markIndex(at: from), chain.marks[row].start)
    let last = min(chain.markIndex(at: to), chain.marks[row].end)
    guard first < last else { return 0 }
    let marks = chain.marks[row].block(at: first, count: last - first)
    var found: UInt8 = 0
    var clipped = 0
    var i = 0
    while i < last - first {
      if marks[i] != 0 {
        let mark = UInt8(marks[i])
        if mark & SampleMark.clipped.rawValue != 0 { clipped += 1 }
        if mark & SampleMark.invalid.rawValue != 0 { found |= ChannelFaults.invalid.rawValue }
      }
      i += 1
    }
    // more than 0.5 %
    if 200 * clipped > last - first { found |= ChannelFaults.clipped.rawValue }
    return found
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
