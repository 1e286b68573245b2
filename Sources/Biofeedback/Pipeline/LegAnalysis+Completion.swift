import EMGUnits
import GaitAnalysis
import RealtimeSupport
import SignalProcessing

/// What happens to a stride once the next contact is known: it is learned from, measured and told.
extension LegAnalysis {
  /// Measures and tells what can be; a recording's first strides wait for the reference they are to be judged by.
  @_noLocks
  mutating func completeIfReady(_ chain: borrowing SignalChain, into events: borrowing EventQueue) {
    learnFromWaiting(chain, into: events)
    while queue.count > 0, let end = queue[0].end, judge.isMeasurable(until: end, chain) {
      let gait = Gait(periodSeconds: queue[0].periodSeconds)
      let mayWait = judge.references.isKnown(gait) ? judge.references.isLearning(gait) : true
      if mayWait && !queue[0].isLearned { return }
      if !isLive && !judge.references.isKnown(gait) { return }
      complete(chain, into: events)
    }
  }

  /// Offers waiting strides to the reference of their gait.
  @_noLocks
  private mutating func learnFromWaiting(_ chain: borrowing SignalChain, into events: borrowing EventQueue) {
    var i = 0
    while i < queue.count {
      var stride = queue[i]
      let gait = Gait(periodSeconds: stride.periodSeconds)
      if !stride.isLearned, judge.references.isLearning(gait), let end = stride.end {
        guard judge.isMeasurable(until: end + (end - stride.contact) / 2, chain) else { return }
        stride.isLearned = true
        judge.learn(&stride, end: end, chain)
        queue[i] = stride
        if judge.isSettling(gait) { finishLearning(gait, into: events) }
      }
      i += 1
    }
  }

  /// The strides are together: they are the reference, or what the profile is compared with.
  @_noLocks
  private mutating func finishLearning(_ gait: Gait, into events: borrowing EventQueue) {
    if let fit = judge.settle(gait, comparison) { events.add(.profileFit(leg: channels.leg, fit)) }
  }

  /// Measures the oldest waiting stride and tells it.
  @_noLocks
  mutating func complete(_ chain: borrowing SignalChain, into events: borrowing EventQueue) {
    var stride = queue.takeOldest()
    guard let end = stride.end else { return }
    let decision = judge.finalDecision(&stride, end: end, chain)
    let muscles = meter.measure(stride, end: end, decision, judge, chain)
    judge.count(stride, decision.verdict, glute: muscles[0]?.rms, hamstring: muscles[1]?.rms)
    var record = StrideRecord(
      leg: channels.leg, number: stride.number, contact: stride.contact, end: end, contactKnown: stride.known,
      confidence: stride.confidence, flags: stride.flags, verdict: decision.verdict, muscles: muscles)
    if !(decision.verdict == .unusable) { (record.aim, record.isAimMet) = (decision.aim.level, decision.aim.isMet) }
    events.add(.stride(record))
  }

  /// The input has ended: judges what is left by what there is.
  @_noLocks
  mutating func finish(_ chain: borrowing SignalChain, into events: borrowing EventQueue) {
    learnFromWaiting(chain, into: events)
    if !isLive { judge.settleWithFewest() }
    while queue.count > 0 { complete(chain, into: events) }
  }
}

/// What the pipeline asks a leg, and tells it of the other.
extension LegAnalysis {
  /// What the leg's strides say together.
  var evidence: LegEvidence {
    var evidence = judge.evidence
    evidence.patternFit = source.patternFit()
    return evidence
  }

  /// The rhythm's template as a seed for another session.
  func seed(strideSeconds: Double) -> StrideSeed? { source.seed(strideSeconds: strideSeconds) }

  /// Rows of the chain that carry the signal of another row.
  @_noLocks
  mutating func noteCopies(_ first: Int, _ second: Int) {
    let glute = channels.row(.gluteusMaximus)
    let hamstring = channels.row(.hamstrings)
    if glute >= 0 && (glute == first || glute == second) { judge.copied.glute = true }
    if hamstring >= 0 && (hamstring == first || hamstring == second) { judge.copied.hamstring = true }
  }

  /// The median level of this leg's glute over its latest strides, for the other leg's aim; nil while it is not known.
  @_noLocks func ownLevel() -> Float? { judge.aims.ownLevel() }

  /// What the other leg's glute does now.
  @_noLocks mutating func note(otherLevel: Float?) { judge.aims.otherLevel = otherLevel }

  /// Both legs' maxima are known: each leg counts in parts of its own.
  mutating func compareMaxima() { judge.aims.comparesMaxima = true }

  /// The running reference of this session, as a profile; nil while there is none.
  var learnedProfile: LegProfile? { judge.learnedProfile { seed(strideSeconds: $0) } }
}
