import EMGUnits
import GaitAnalysis
import RealtimeSupport
import SignalProcessing

/// The decision within a stride, and the reference it is made by.
extension LegAnalysis {
  /// Decides once the signal has reached the end of both muscles' windows.
  @_noLocks
  mutating func decideIfDue(_ chain: borrowing SignalChain, into events: borrowing EventQueue) {
    guard isLive, var stride = open, stride.decision == nil, !stride.flags.inferred else { return }
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
        hamstring: stride.flags.hamstring.rawValue == 0 ? decision.hamstring : nil, frame: chain.inputFramesUsed))
    let now = Double(chain.inputFramesUsed) / chain.inputRate
    if decision.verdict.isFailing != nil { judgedAt = now }
    if !(decision.verdict == .unusable) { decidedAt = now }
    // the last contact before standing still is no stride any more: from a walk, one silent stride may be a stop
    let mayBeStop = latestGait == .walking && decision.verdict == .silent && !wasSilent
    wasSilent = decision.verdict == .silent
    if !mayBeStop, let kind = policy.cue(for: decision.verdict, at: now) {
      events.add(.cue(Cue(kind: kind, leg: leg, stride: stride.number, frame: chain.inputFramesUsed)))
      if kind == .silent || kind == .weak { hasToldFailure = true }
    }
    if monitor.hasRecovered() && hasToldFailure {
      hasToldFailure = false
      events.add(.cue(Cue(kind: .recovered, leg: leg, stride: stride.number, frame: chain.inputFramesUsed)))
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
  mutating func decide(_ stride: inout OpenStride, _ chain: borrowing SignalChain) -> Decision {
    latestGait = Gait(period: stride.period)
    let place = latestGait.place
    let closes = stride.contact + lastOff(period: stride.period) * stride.period
    if markGap(&stride, to: closes, chain) {
      return Decision(verdict: references[place].isKnown ? .unusable : .baseline, glute: nil, hamstring: nil)
    }
    addFaults(to: &stride.flags, from: closes - stride.period, to: closes, gait: latestGait, chain)
    if isDead(.gluteusMaximus, in: stride, chain) {
      stride.flags.glute = ChannelFaults(rawValue: stride.flags.glute.rawValue | ChannelFaults.dead.rawValue)
    }
    // a channel that comes back in the middle of a burst shows half of it: the fault counts for one stride more
    let found = stride.flags.glute.rawValue
    stride.flags.glute = ChannelFaults(rawValue: found | gluteFaults.rawValue)
    gluteFaults = ChannelFaults(rawValue: found)
    var glute = activation(.gluteusMaximus, stride, chain)
    if let value = glute { glute = value / references[place].adaptation.factor }
    let hamstring = activation(.hamstrings, stride, chain)
    var verdict = Verdict.unusable
    if !references[place].isKnown {
      verdict = .baseline
    } else if stride.flags.glute.rawValue == 0 && !stride.flags.inferred && !stride.flags.unlike, let glute {
      verdict = judge(glute, stride.flags.hamstring.rawValue == 0 ? hamstring : nil, place)
    }
    return Decision(verdict: verdict, glute: glute, hamstring: hamstring)
  }

  /// Flags a stride of which frames were lost between the beginning of the earlier window and an instant.
  @_noLocks
  func markGap(_ stride: inout OpenStride, to: Double, _ chain: borrowing SignalChain) -> Bool {
    let from = stride.contact + firstOn(period: stride.period) * stride.period
    if chain.touchesGap(from: from, to: min(to, endTime)) { stride.flags.gap = true }
    return stride.flags.gap
  }

  /// Start of the earlier of both windows, in strides after contact.
  @_noLocks
  private func firstOn(period: Double) -> Double {
    let glute = window(.gluteusMaximus, period: period).on
    let hamstring = window(.hamstrings, period: period).on
    if channels.row(.gluteusMaximus) < 0 { return hamstring }
    return channels.row(.hamstrings) < 0 ? glute : min(glute, hamstring)
  }

  /// The monitor's verdict; lets effort and reference follow.
  @_noLocks
  private mutating func judge(_ glute: Float, _ hamstring: Float?, _ gait: Int) -> Verdict {
    if let hamstring { references[gait].effort.add(hamstring) }
    let effort = references[gait].effort.value
    let verdict = monitor.verdict(
      glute: glute, hamstring: hamstring, effort: effort, spread: references[gait].spread)
    if verdict == .firing && monitor.isSteady { references[gait].adaptation.add(glute / effort) }
    return verdict
  }

  /// Amplitude in the muscle's window, noise power taken off, relative to its reference.
  @_noLocks
  func activation(_ muscle: Muscle, _ stride: OpenStride, _ chain: borrowing SignalChain) -> Float? {
    let reference = references[Gait(period: stride.period).place].muscle(muscle)
    guard reference.amplitude > 0, let power = windowPower(muscle, stride, chain) else { return nil }
    return realtimeSquareRoot(max(0, power - reference.noisePower)) / reference.amplitude
  }

  /// Mean power in the muscle's window; nil without a channel, a reference, or the samples.
  @_noLocks
  func windowPower(
    _ muscle: Muscle, _ stride: OpenStride, _ chain: borrowing SignalChain, laterHalf: Bool = false
  ) -> Float? {
    let row = channels.row(muscle)
    let gait = Gait(period: stride.period).place
    guard row >= 0, references[gait].isKnown else { return nil }
    let reference = references[gait].muscle(muscle)
    let on = laterHalf ? (reference.window.on + reference.window.off) / 2 : reference.window.on
    let first = chain.trackingIndex(at: stride.contact + on * stride.period)
    let last = chain.trackingIndex(at: stride.contact + reference.window.off * stride.period)
    guard first >= chain.measurement[row].start, last <= chain.measurement[row].end, first < last else { return nil }
    return SignalPower.mean(chain.tracking(row, at: first, count: last - first), count: last - first)
  }
}
