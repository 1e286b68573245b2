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
  var source: StrideSource
  var queue = StrideQueue()
  var judge: StrideJudge
  let meter: StrideMeter
  private var watch: TroubleWatch
  private var feedback: LegFeedback
  /// Tells whether this session's first strides are like the profile's.
  let comparison: ProfileComparison
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
    self.feedback = LegFeedback(feedback)
    comparison = ProfileComparison(profile, tuning: tuning.profile)
  }

  /// Input seconds at which the latest stride that could be judged was decided.
  var judgedAt: Double { @_noLocks get { feedback.judgedAt } }

  /// The number of the stride in progress, or of the next.
  var currentNumber: Int { @_noLocks get { queue.currentNumber } }

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
    guard contact.time >= 0, contact.time <= endTime - 0.1 * contact.periodSeconds else { return }
    var next = OpenStride(
      number: queue.upcomingNumber, contact: contact.time, periodSeconds: contact.periodSeconds,
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
    events.add(.contact(leg: channels.leg, stride: next.number, time: next.contact, periodSeconds: next.periodSeconds))
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
    if !(decision.verdict == .unusable) { watch.noteDecision(at: now) }
    if let kind = feedback.cue(for: decision, at: now) {
      events.add(.cue(Cue(kind: kind, leg: leg, stride: stride.number, frame: frame)))
    }
    if judge.takeRecovery(), feedback.takeRecovery(at: now) {
      events.add(.cue(Cue(kind: .recovered, leg: leg, stride: stride.number, frame: frame)))
    }
  }

  /// Tells trouble of the channels that lasts, and muscles that work without a stride.
  @_noLocks
  private mutating func watchChannels(_ chain: borrowing SignalChain, into events: borrowing EventQueue) {
    guard let trouble = watch.look(at: inputSeconds(chain), judge, chain) else { return }
    let frame = chain.inputFramesUsed
    // what looked like failure was the electrode: its end is no recovery
    if trouble.flags.glute.rawValue != 0 { feedback.forgetFailure() }
    events.add(.trouble(leg: channels.leg, flags: trouble.flags, isLate: trouble.isLate, frame: frame))
    events.add(.cue(Cue(kind: .fault, leg: channels.leg, stride: currentNumber, frame: frame)))
  }
}
