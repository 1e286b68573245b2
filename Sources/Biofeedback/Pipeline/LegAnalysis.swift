import EMGUnits
import GaitAnalysis
import RealtimeSupport
import SignalProcessing

/// Strides, activations and verdicts of one leg.
///
/// Reads the signal chain's outputs after every hop: contacts come from the EMG or a sensor (`StrideSource`), strides are
/// opened and closed by them (`StrideQueue`), decided when both windows have closed (`StrideJudge`), measured once the next
/// contact is known (`StrideMeter`), and offered to the reference (`GaitReference`). Apart from strides the channels are
/// watched (`TroubleWatch`).
struct LegAnalysis: ~Copyable {
  let channels: LegChannels
  let isLive: Bool
  private var source: StrideSource
  private var queue = StrideQueue()
  private(set) var judge: StrideJudge
  private let meter: StrideMeter
  private var watch: TroubleWatch
  private var policy: CuePolicy
  private let share: FeedbackShare
  /// Tells whether this session's first strides are like the profile's.
  private let comparison: ProfileComparison
  /// A failure has been heard since the last recovery.
  private var hasToldFailure = false
  /// Input seconds at which the latest stride that could be judged was decided.
  private(set) var judgedAt = -Double.infinity
  /// When the input ends; nothing after it is real.
  private var endTime = Double.infinity

  init(
    channels: LegChannels, frameSeconds: Double, coreRate: Hertz, band: FrequencyBand, mode: SignalChain.Mode,
    feedback: FeedbackSettings, tuning: CoreTuning, referenceStrides: Int, profile: LegProfile?,
    maxima: [Muscle: Float], trust: ProfileTrust
  ) {
    self.channels = channels
    isLive = mode == .live
    source = StrideSource(
      channels: channels, frameSeconds: frameSeconds, coreRate: coreRate, mode: mode, seed: profile?.seed,
      tuning: tuning)
    judge = StrideJudge(
      channels: channels, coreRate: coreRate, feedback: feedback, tuning: tuning, referenceStrides: referenceStrides,
      profile: profile, maxima: maxima, trust: trust)
    meter = StrideMeter(channels: channels, coreRate: coreRate, band: band, tuning: tuning)
    watch = TroubleWatch(repeatSeconds: feedback.faultRepeatSeconds, tuning.watch)
    policy = CuePolicy(feedback)
    share = FeedbackShare(feedback.share)
    comparison = ProfileComparison(profile, tuning: tuning.profile)
  }

  /// The number of the stride in progress, or of the next.
  var currentNumber: Int { @_noLocks get { queue.currentNumber } }

  /// What the leg's strides say together.
  var evidence: LegEvidence {
    var evidence = judge.evidence
    evidence.patternFit = source.patternFit()
    return evidence
  }

  /// The rhythm's template as a seed for another session.
  func seed(strideSeconds: Double) -> StrideSeed? { source.seed(strideSeconds: strideSeconds) }

  /// Goes on with what the latest hop brought.
  @_noLocks
  mutating func advance(_ chain: borrowing SignalChain, into events: borrowing EventQueue) {
    source.read(chain)
    while let event = source.next(chain) {
      switch event {
      case .contact(let contact): take(contact, chain, into: events)
      case .lost:
        queue.drop()
        events.add(.lost(leg: channels.leg))
      }
    }
    decideIfDue(chain, into: events)
    if isLive { watchChannels(chain, into: events) }
    completeIfReady(chain, into: events)
  }

  /// Rows of the chain that carry the signal of another row.
  @_noLocks
  mutating func noteCopies(_ first: Int, _ second: Int) {
    let glute = channels.row(.gluteusMaximus)
    let hamstring = channels.row(.hamstrings)
    if glute >= 0 && (glute == first || glute == second) { judge.copied.glute = true }
    if hamstring >= 0 && (hamstring == first || hamstring == second) { judge.copied.hamstring = true }
  }

  /// The input ends here: later contacts are not real.
  @_noLocks
  mutating func markEnd(at seconds: Double) {
    endTime = seconds
    judge.endTime = seconds
  }

  /// Closes the stride in progress and opens the next.
  @_noLocks
  private mutating func take(
    _ contact: StrideSource.SensedContact, _ chain: borrowing SignalChain, into events: borrowing EventQueue
  ) {
    // a contact so late that nothing after it was recorded is a guess
    guard contact.time >= 0, contact.time <= endTime - 0.1 * contact.period else { return }
    var next = OpenStride(
      number: queue.upcomingNumber, contact: contact.time, period: contact.period,
      known: isLive ? inputSeconds(chain) : nil, confidence: contact.confidence, inferred: contact.isInferred)
    if var done = queue.open, !contact.startsRun {
      done.end = next.contact
      done.flags.inferred = done.flags.inferred || next.flags.inferred
      done.flags.unlike = done.flags.unlike || next.flags.unlike
      done.confidence = min(done.confidence, next.confidence)
      next.isSlowing = judge.isSlowing(done, next)
      if queue.isFull { complete(chain, into: events) }
      queue.close(done)
    }
    queue.begin(next)
    events.add(.contact(leg: channels.leg, stride: next.number, time: next.contact, period: next.period))
  }

  @_noLocks
  private func inputSeconds(_ chain: borrowing SignalChain) -> Double {
    Double(chain.inputFramesUsed) / chain.inputRate
  }

  /// Live: decides once the signal has reached the end of both muscles' windows.
  @_noLocks
  private mutating func decideIfDue(_ chain: borrowing SignalChain, into events: borrowing EventQueue) {
    // a stride that may be the last one is judged when the next contact has come
    guard isLive, var stride = queue.open, stride.decision == nil, !stride.flags.inferred, !stride.isSlowing,
      judge.canDecide(stride, chain)
    else { return }
    let decision = judge.decide(&stride, chain)
    stride.decision = decision
    queue.update(stride)
    let frame = chain.inputFramesUsed
    let leg = channels.leg
    events.add(
      .decided(
        leg: leg, stride: stride.number, verdict: decision.verdict, glute: decision.glute,
        hamstring: stride.flags.hamstring.rawValue == 0 ? decision.hamstring : nil, frame: frame))
    let now = inputSeconds(chain)
    if decision.verdict.isFailing != nil { judgedAt = now }
    if !(decision.verdict == .unusable) { watch.noteDecision(at: now) }
    if let kind = policy.cue(for: decision.verdict, isAimMet: decision.aim.isMet, at: now) {
      events.add(.cue(Cue(kind: kind, leg: leg, stride: stride.number, frame: frame)))
      if kind == .silent || kind == .weak { hasToldFailure = true }
    }
    if judge.takeRecovery() && hasToldFailure {
      hasToldFailure = false
      guard share.isHeard(at: now) else { return }
      events.add(.cue(Cue(kind: .recovered, leg: leg, stride: stride.number, frame: frame)))
    }
  }

  /// Tells trouble of the channels that lasts, and muscles that work without a stride.
  @_noLocks
  private mutating func watchChannels(_ chain: borrowing SignalChain, into events: borrowing EventQueue) {
    guard let trouble = watch.look(at: inputSeconds(chain), judge, chain) else { return }
    let frame = chain.inputFramesUsed
    // what looked like failure was the electrode: its end is no recovery
    if trouble.flags.glute.rawValue != 0 { hasToldFailure = false }
    events.add(.trouble(leg: channels.leg, flags: trouble.flags, isLate: trouble.isLate, frame: frame))
    events.add(.cue(Cue(kind: .fault, leg: channels.leg, stride: currentNumber, frame: frame)))
  }

  /// Measures and tells what can be; a recording's first strides wait for the reference they are to be judged by.
  @_noLocks
  private mutating func completeIfReady(_ chain: borrowing SignalChain, into events: borrowing EventQueue) {
    learnFromWaiting(chain, into: events)
    while queue.count > 0, let end = queue[0].end, judge.isMeasurable(until: end, chain) {
      let gait = Gait(period: queue[0].period)
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
      let gait = Gait(period: stride.period)
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
  private mutating func complete(_ chain: borrowing SignalChain, into events: borrowing EventQueue) {
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

extension LegAnalysis {
  /// The median level of this leg's glute over its latest strides, for the other leg's aim; nil while it is not known.
  @_noLocks func ownLevel() -> Float? { judge.aims.ownLevel() }

  /// What the other leg's glute does now.
  @_noLocks mutating func note(otherLevel: Float?) { judge.aims.otherLevel = otherLevel }

  /// Both legs' maxima are known: each leg counts in parts of its own.
  mutating func compareMaxima() { judge.aims.comparesMaxima = true }

  /// The running reference of this session, as a profile; nil while there is none.
  var learnedProfile: LegProfile? { judge.learnedProfile { seed(strideSeconds: $0) } }
}
