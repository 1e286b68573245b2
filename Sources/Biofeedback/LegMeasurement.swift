import EMGUnits
import GaitAnalysis
import RealtimeSupport
import SignalProcessing

/// What is measured once a stride is complete.
extension LegAnalysis {
  /// Offers waiting strides to the baseline of their gait; sets a reference once its baseline is full.
  @_noLocks
  mutating func learnFromWaiting(_ chain: borrowing SignalChain, into events: borrowing EventQueue) {
    var i = 0
    while i < waitingCount {
      let gait = Gait(period: waiting[i].period).place
      if !waiting[i].isLearned, references[gait].isLearning, let end = waiting[i].end {
        let duration = end - waiting[i].contact
        guard isMeasurable(until: end + duration / 2, chain) else { return }
        var stride = waiting[i]
        stride.isLearned = true
        addFaults(to: &stride.flags, from: stride.contact, to: end, gait: Gait(period: stride.period), chain)
        let isWhole = !chain.touchesGap(from: stride.contact - duration / 2, to: end)
        if stride.flags.isEmpty && isWhole { learn(stride, duration: duration, chain) }
        waiting[i] = stride
        if references[gait].isComplete { finishLearning(gait, into: events) }
      }
      i += 1
    }
  }

  /// The strides are together: they are the reference, or what the profile is compared with.
  @_noLocks
  private func finishLearning(_ gait: Int, into events: borrowing EventQueue) {
    if references[gait].isFromProfile {
      events.add(.profileFit(leg: channels.leg, comparison.fit(references[gait], channels)))
    } else {
      references[gait].settle(channels)
    }
  }

  @_noLocks
  private func learn(_ stride: OpenStride, duration: Double, _ chain: borrowing SignalChain) {
    let gait = Gait(period: stride.period).place
    let first = chain.trackingIndex(at: stride.contact - duration / 2)
    let count = chain.trackingIndex(at: stride.contact + duration / 2) - first
    var place = 0
    while place < 5 {
      let row = channels.rows[place]
      if row >= 0 {
        guard first >= chain.measurement[row].start else { return }
        StrideProfile.measure(
          chain.tracking(row, at: first, count: count), count: count, into: references[gait].baseline.profile(place))
        let from = stride.contact
        references[gait].baseline.setMinimum(place, lowestEnvelope(row, from: from, to: from + duration, chain))
        references[gait].baseline.setRawPower(place, rawPower(row, from: from, to: from + duration, chain))
      }
      place += 1
    }
    references[gait].baseline.add(period: duration)
  }

  /// Measures the oldest waiting stride and tells it.
  @_noLocks
  mutating func complete(_ chain: borrowing SignalChain, into events: borrowing EventQueue) {
    var stride = waiting[0]
    var i = 1
    while i < waitingCount {
      waiting[i - 1] = waiting[i]
      i += 1
    }
    waitingCount -= 1
    guard let end = stride.end else { return }
    _ = markGap(&stride, to: end, chain)
    addFaults(to: &stride.flags, from: stride.contact, to: end, gait: Gait(period: stride.period), chain)
    var decision = stride.decision ?? decide(&stride, chain)
    let flags = stride.flags
    if flags.glute.rawValue != 0 || flags.gap || flags.inferred || flags.unlike {
      if !(decision.verdict == .silent) { decision.verdict = .unusable }
    }
    var muscles = InlineArray<5, MuscleStride?>(repeating: nil)
    muscles[0] = measure(.gluteusMaximus, stride, end: end, activation: decision.glute, chain)
    muscles[1] = measure(.hamstrings, stride, end: end, activation: decision.hamstring, chain)
    muscles[2] = measure(.quadriceps, stride, end: end, activation: activation(.quadriceps, stride, chain), chain)
    muscles[3] = measure(.calf, stride, end: end, activation: activation(.calf, stride, chain), chain)
    muscles[4] = measure(.lowerBack, stride, end: end, activation: activation(.lowerBack, stride, chain), chain)
    events.add(
      .stride(
        StrideRecord(
          leg: channels.leg, number: stride.number, contact: stride.contact, end: end, contactKnown: stride.known,
          confidence: stride.confidence, flags: stride.flags, verdict: decision.verdict, muscles: muscles)))
  }

  @_noLocks
  private func measure(
    _ muscle: Muscle, _ stride: OpenStride, end: Double, activation: Float?, _ chain: borrowing SignalChain
  ) -> MuscleStride? {
    let row = channels.row(muscle)
    guard row >= 0, !stride.flags.gap else { return nil }
    let first = chain.measurementIndex(at: stride.contact)
    let last = min(chain.measurementIndex(at: end), chain.measurement[row].end)
    guard first >= chain.measurement[row].start, first < last else { return nil }
    let power = SignalPower.mean(chain.measurement[row].block(at: first, count: last - first), count: last - first)
    return MuscleStride(
      rms: realtimeSquareRoot(power), activation: activation, onset: onset(muscle, row, stride, end: end, chain),
      medianFrequency: medianFrequency(muscle, row, stride, end: end, chain))
  }

  @_noLocks
  private func medianFrequency(
    _ muscle: Muscle, _ row: Int, _ stride: OpenStride, end: Double, _ chain: borrowing SignalChain
  ) -> Float? {
    let duration = end - stride.contact
    let window = window(muscle, period: duration)
    let first = max(chain.measurementIndex(at: stride.contact + window.on * duration), chain.measurement[row].start)
    let last = min(chain.measurementIndex(at: stride.contact + window.off * duration), chain.measurement[row].end)
    guard first < last else { return nil }
    let block = chain.measurement[row].block(at: first, count: last - first)
    guard let frequency = spectrum.median(of: block, count: last - first) else { return nil }
    return Float(frequency.value)
  }

  /// In % of the stride after contact. Looks from half a stride before the window to its end.
  @_noLocks
  private func onset(
    _ muscle: Muscle, _ row: Int, _ stride: OpenStride, end: Double, _ chain: borrowing SignalChain
  ) -> Float? {
    let duration = end - stride.contact
    let window = window(muscle, period: duration)
    let history = chain.measurement[row].start
    let first = max(chain.measurementIndex(at: stride.contact + (window.on - 0.4) * duration), max(0, history))
    let last = min(
      chain.measurementIndex(at: stride.contact + (window.off + 0.1) * duration), chain.measurement[row].end)
    let lookBack = stride.contact + (window.on - 0.4) * duration
    guard first < last, !chain.touchesGap(from: lookBack, to: stride.contact) else { return nil }
    let block = chain.measurement[row].block(at: first, count: last - first)
    let from = chain.measurementIndex(at: stride.contact + window.on * duration) - first
    let to = chain.measurementIndex(at: stride.contact + window.off * duration) - first
    guard let found = onsets.onset(block, count: last - first, peakFrom: from, to: min(to, last - first - 1)) else {
      return nil
    }
    let contactIndex = chain.measurementIndex(at: stride.contact)
    return Float(Double(first + found - contactIndex) / chain.coreRate.value / duration * 100)
  }
}
