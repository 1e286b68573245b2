import EMGUnits
import GaitAnalysis
import RealtimeSupport
import SignalProcessing

/// Strides, activations and verdicts of one leg.
///
/// Reads the signal chain's outputs after every hop: feeds the stride tracker (or the contact sensor), opens a stride at
/// each contact, decides when the glute's window has closed, and measures the stride once the next contact is known.
struct LegAnalysis: ~Copyable {
  let channels: LegChannels
  let isLive: Bool
  var tracker: StrideTracker
  var sensor: ContactSensor
  let onsets: OnsetDetector
  let spectrum: MedianFrequency
  /// One for running, one for walking.
  let references: FixedArray<GaitReference>
  /// Tells whether this session's first strides are like the profile's.
  let comparison: ProfileComparison
  /// Strides that wait for their measurement signal, or for the reference; oldest first.
  let waiting: FixedBuffer<OpenStride>
  var waitingCount = 0
  var open: OpenStride?
  var nextNumber = 1
  private var framesFed = 0
  private var samplesFed = 0
  private var sensedLatest: Double?
  /// Contacts after this input time are not real: the input has ended.
  var endTime = Double.infinity
  var monitor: FiringMonitor
  var watcher: FaultWatch
  /// Gait of the latest stride judged.
  var latestGait = Gait.running
  /// Faults of the glute's channel in the latest stride decided.
  var gluteFaults = ChannelFaults(rawValue: 0)
  /// The latest stride decided was silent.
  var wasSilent = false
  /// When a stride was last judged, or learned from.
  var decidedAt = 0.0
  /// When the muscles last rested.
  var restedAt = 0.0
  /// A failure has been heard since the last recovery.
  var hasToldFailure = false
  var policy: CuePolicy
  /// Input seconds at which the latest stride that could be judged was decided.
  var judgedAt = -Double.infinity

  init(
    channels: LegChannels, frameSeconds: Double, coreRate: Hertz, band: FrequencyBand, mode: SignalChain.Mode,
    feedback: FeedbackSettings, referenceStrides: Int = BaselineLearner.wanted, profile: LegProfile? = nil
  ) {
    policy = CuePolicy(feedback)
    monitor = FiringMonitor(feedback)
    watcher = FaultWatch(repeatSeconds: feedback.faultRepeatSeconds)
    self.channels = channels
    isLive = mode == .live
    tracker = StrideTracker(
      frameSeconds: frameSeconds, lookAhead: mode == .live ? .causal : .full, seed: profile?.seed)
    comparison = ProfileComparison(profile)
    sensor = ContactSensor(rate: coreRate)
    onsets = OnsetDetector(rate: coreRate)
    spectrum = MedianFrequency(rate: coreRate, band: band)
    references = FixedArray(count: 2) { gait in
      GaitReference(
        strides: referenceStrides, profile: gait == Gait.running.place ? profile : nil, channels: channels)
    }
    waiting = FixedBuffer(
      repeating: OpenStride(number: 0, contact: 0, period: 0, known: nil, confidence: 0, inferred: false), count: 24)
  }

  /// Goes on with what the latest hop brought.
  @_noLocks
  mutating func advance(_ chain: borrowing SignalChain, into events: borrowing EventQueue) {
    if channels.contactRow >= 0 {
      readSensor(chain, into: events)
    } else {
      readTracker(chain, into: events)
    }
    decideIfDue(chain, into: events)
    watch(chain, into: events)
    completeIfReady(chain, into: events)
  }

  @_noLocks
  private mutating func readTracker(_ chain: borrowing SignalChain, into events: borrowing EventQueue) {
    let glute = channels.row(.gluteusMaximus)
    let hamstring = channels.row(.hamstrings)
    let end = chain.envelope[max(glute, hamstring)].end
    while framesFed < end {
      if chain.isMissing(envelopeFrame: framesFed) {
        tracker.pushLost()
        framesFed += 1
        continue
      }
      tracker.push(
        glute: glute >= 0 ? chain.envelope[glute].sample(at: framesFed) : 0,
        hamstring: hamstring >= 0 ? chain.envelope[hamstring].sample(at: framesFed) : 0)
      framesFed += 1
    }
    while let event = tracker.next() {
      switch event {
      case .contact(let contact, let startsRun):
        let time = chain.time(ofFrame: contact.frame)
        let stride = stride(
          at: time, period: contact.period * chain.frameSeconds, confidence: contact.confidence,
          inferred: contact.isInferred, chain)
        take(stride, startsRun: startsRun, chain, into: events)
      case .lost:
        open = nil
        events.add(.lost(leg: channels.leg))
      }
    }
  }

  /// A mapped contact channel overrides the EMG.
  @_noLocks
  private mutating func readSensor(_ chain: borrowing SignalChain, into events: borrowing EventQueue) {
    let row = channels.contactRow
    while samplesFed < chain.measurement[row].end {
      if chain.isMissing(mark: samplesFed - sensorLag(chain)) {
        samplesFed += 1
        continue
      }
      let isContact = sensor.add(chain.measurement[row].sample(at: samplesFed))
      samplesFed += 1
      guard isContact else { continue }
      let time = Double(samplesFed - 1) / chain.coreRate.value - chain.decimationDelay
      let interval = sensedLatest.map { time - $0 } ?? 0
      let isStride = interval >= 0.4 && interval <= 1.5
      if !isStride && open != nil {
        open = nil
        events.add(.lost(leg: channels.leg))
      }
      sensedLatest = time
      let stride = stride(at: time, period: isStride ? interval : 0.75, confidence: 1, inferred: false, chain)
      take(stride, startsRun: !isStride, chain, into: events)
    }
  }

  /// How many samples later than its mark a sample of the contact channel comes.
  @_noLocks
  private func sensorLag(_ chain: borrowing SignalChain) -> Int {
    -chain.markIndex(at: -chain.decimationDelay)
  }

  /// The number of the stride in progress, or of the next.
  var currentNumber: Int { @_noLocks get { open?.number ?? nextNumber } }

  @_noLocks
  private func stride(
    at time: Double, period: Double, confidence: Float, inferred: Bool, _ chain: borrowing SignalChain
  ) -> OpenStride {
    let known = Double(chain.inputFramesUsed) / chain.inputRate
    return OpenStride(
      number: nextNumber, contact: time, period: period, known: isLive ? known : nil, confidence: confidence,
      inferred: inferred)
  }

  /// Closes the stride in progress and opens the next.
  @_noLocks
  private mutating func take(
    _ next: OpenStride, startsRun: Bool, _ chain: borrowing SignalChain, into events: borrowing EventQueue
  ) {
    // a contact so late that nothing after it was recorded is a guess
    guard next.contact >= 0, next.contact <= endTime - 0.1 * next.period else { return }
    if var done = open, !startsRun {
      done.end = next.contact
      done.flags.inferred = done.flags.inferred || next.flags.inferred
      done.flags.unlike = done.flags.unlike || next.flags.unlike
      done.confidence = min(done.confidence, next.confidence)
      if waitingCount == waiting.count { complete(chain, into: events) }
      waiting[waitingCount] = done
      waitingCount += 1
    }
    open = next
    nextNumber += 1
    events.add(.contact(leg: channels.leg, stride: next.number, time: next.contact, period: next.period))
  }

  /// Measures and tells what can be; a recording's first strides wait for the reference they are to be judged by.
  @_noLocks
  private mutating func completeIfReady(_ chain: borrowing SignalChain, into events: borrowing EventQueue) {
    learnFromWaiting(chain, into: events)
    while waitingCount > 0, let end = waiting[0].end, isMeasurable(until: end, chain) {
      let gait = Gait(period: waiting[0].period).place
      let mayWait = references[gait].isKnown ? references[gait].isLearning : true
      if mayWait && !waiting[0].isLearned { return }
      if !isLive && !references[gait].isKnown { return }
      complete(chain, into: events)
    }
  }

  @_noLocks
  func isMeasurable(until time: Double, _ chain: borrowing SignalChain) -> Bool {
    let row = max(channels.row(.gluteusMaximus), channels.row(.hamstrings))
    return chain.measurementIndex(at: time) < chain.measurement[row].end
  }

  /// The input has ended: judges what is left by what there is.
  @_noLocks
  mutating func finish(_ chain: borrowing SignalChain, into events: borrowing EventQueue) {
    learnFromWaiting(chain, into: events)
    var gait = 0
    while gait < references.count && !isLive {
      if !references[gait].isKnown && references[gait].baseline.count >= BaselineLearner.fewest {
        references[gait].settle(channels)
      }
      gait += 1
    }
    while waitingCount > 0 { complete(chain, into: events) }
  }
}
