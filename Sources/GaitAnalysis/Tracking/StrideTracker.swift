import RealtimeSupport

/// Finds every stride from the envelopes of glute and hamstring alone.
///
/// First it searches for a rhythm (`RhythmSearch`). Then it pursues one contact after another: around the expected place
/// it shifts the session's own template (`StrideTemplate`) along both envelopes and takes the best fit, learns from the
/// stride, and goes on. A stride that does not look like one is inferred; after three in a row, or when the muscles go
/// quiet, the rhythm is lost and the search begins again.
///
/// Input: one frame of envelope power a muscle, every `frameSeconds`; a muscle that is not recorded is all zeros.
/// Output: `TrackerEvent`s. Causal: a contact is known about a fifth of a stride after it. Look-ahead: the template is
/// learned from twelve strides first, then all contacts from the first one on are found with it.
public struct StrideTracker: ~Copyable {
  /// How far a contact may wait for what follows it.
  public enum LookAhead: Sendable, Hashable {
    /// A tenth of a stride: for live use.
    case causal
    /// Half a stride, and twelve strides before the first: for recordings.
    case full
  }

  enum State {
    case searching(nextAttempt: Int)
    case learning(Pursuit, first: Double)
    case tracking(Pursuit)
  }

  /// Strides in a row that may be inferred. Looking ahead, a lost rhythm is found again from its first stride on, so
  /// giving up early costs nothing.
  var patience: Int { @_noLocks get { lookAhead == .causal ? 2 : 1 } }

  let tuning: TrackerTuning
  let lookAhead: LookAhead
  let ahead: Double
  let search: RhythmSearch
  let anchor: ContactAnchor
  var logs: EnvelopeLogs
  var template = StrideTemplate()
  let cycles: FixedArray<FixedBuffer<Float>>
  let queue = FixedBuffer<TrackerEvent>(repeating: .lost, count: 16)
  var queued = 0
  var state: State
  var usable = (true, true)
  /// Stride time in frames.
  public internal(set) var periodFrames = 0.0
  /// From the template's contact to where the anchor puts contact, in strides.
  var offset = 0.0
  var startsRun = true
  /// Strides inferred of late: each adds 1, each one seen takes a quarter off.
  var inferredLately = 0.0
  var latest = -Double.infinity
  /// What an earlier run taught.
  let seed: SeedTemplate
  let seedScratch = FixedBuffer<Float>(repeating: 0, count: StridePhase.count)
  var nextSeedLook = 0
  var hasSeedFloors = false
  /// The rhythm was lost in a gap of the input, so that the template still holds when the signal returns.
  var isInterrupted = false
  /// Seconds from one frame to the next.
  public let frameSeconds: Double

  /// `frameSeconds` is the time from one frame to the next, about 4 ms. With a `seed`, a causal tracker recognises the
  /// rhythm at the second contact.
  public init(
    frameSeconds: Double, lookAhead: LookAhead, seed: StrideSeed? = nil, rhythm: RhythmTuning = RhythmTuning(),
    tuning: TrackerTuning = TrackerTuning()
  ) {
    self.tuning = tuning
    anchor = ContactAnchor(tuning)
    state = .searching(nextAttempt: Int(tuning.searchEvery))
    self.seed = SeedTemplate(lookAhead == .causal ? seed : nil, frameSeconds: frameSeconds)
    self.lookAhead = lookAhead
    self.frameSeconds = frameSeconds
    ahead = lookAhead == .causal ? 0.1 : 0.5
    search = RhythmSearch(frameSeconds: frameSeconds, tuning: rhythm)
    let seconds = lookAhead == .causal ? 11.0 : 40.0
    logs = EnvelopeLogs(capacity: Int(seconds / frameSeconds))
    cycles = FixedArray(count: 2) { _ in FixedBuffer<Float>(repeating: 0, count: StridePhase.count) }
  }

  /// Adds one frame of envelope power of each muscle.
  @_noLocks
  public mutating func push(glute: Float, hamstring: Float) {
    logs.append(glute, hamstring)
  }

  /// Adds one frame that the device lost.
  @_noLocks
  public mutating func pushLost() { logs.appendLost() }

  /// The next event, or nil when more frames are needed.
  @_noLocks
  public mutating func next() -> TrackerEvent? {
    while queued == 0 {
      guard step() else { return nil }
    }
    let event = queue[0]
    var i = 1
    while i < queued {
      queue[i - 1] = queue[i]
      i += 1
    }
    queued -= 1
    return event
  }

  @_noLocks
  func enqueue(_ event: TrackerEvent, at place: Int) { queue[place] = event }

  /// Does what can be done with the frames there are; false when nothing can.
  @_noLocks
  private mutating func step() -> Bool {
    switch state {
    case .searching(let nextAttempt):
      if recogniseSeed() { return true }
      guard logs.end >= nextAttempt else { return false }
      if resume() { return true }
      if let rhythm = search.search(logs) {
        lock(onto: rhythm)
      } else {
        state = .searching(nextAttempt: nextAttempt + (isInterrupted ? resumeEvery : searchEvery))
      }
      return true
    case .learning(var pursuit, let first):
      let settled = pursue(&pursuit)
      state = .learning(pursuit, first: first)
      if settled { learnOn(pursuit, first: first) }
      return settled
    case .tracking(var pursuit):
      let settled = pursue(&pursuit)
      state = .tracking(pursuit)
      if settled { settle(pursuit) }
      return settled
    }
  }

  /// Tries candidates as far as frames allow; true when the contact is decided.
  @_noLocks
  private mutating func pursue(_ pursuit: inout Pursuit) -> Bool {
    while Double(pursuit.candidate) + ahead * periodFrames + 1 < Double(logs.end) {
      if lookAhead == .full { pursueFour(&pursuit) }
      let cost = template.cost(
        logs, contact: pursuit.candidate, periodFrames: periodFrames, ahead: ahead, usable: usable)
      add(cost, to: &pursuit)
      if pursuit.candidate > pursuit.last { return true }
      // a stride of several bursts has several places that fit a little: only one that fits well ends the pursuit, and not
      // before the place where contact is expected has been tried
      if lookAhead == .causal, let best = pursuit.best, pursuit.candidate > best + margin,
        Double(pursuit.candidate) > pursuit.predicted, judge(Double(best)).likeness >= settlingLikeness
      {
        return true
      }
    }
    return false
  }

  /// Tries four candidates at once, as often as frames allow and a candidate is left behind them.
  @_noLocks
  private mutating func pursueFour(_ pursuit: inout Pursuit) {
    while pursuit.candidate + 4 <= pursuit.last
      && Double(pursuit.candidate + 4) + ahead * periodFrames + 1 < Double(logs.end)
    {
      let costs = template.costs(
        logs, contact: pursuit.candidate, periodFrames: periodFrames, ahead: ahead, usable: usable)
      guard let costs else { return }
      add(costs[0], to: &pursuit)
      add(costs[1], to: &pursuit)
      add(costs[2], to: &pursuit)
      add(costs[3], to: &pursuit)
    }
  }

  /// Takes the current candidate's cost; the farther it is from where the contact is expected, the dearer.
  @_noLocks
  private func add(_ cost: Float, to pursuit: inout Pursuit) {
    let deviation = Float((Double(pursuit.candidate) - pursuit.predicted) / periodFrames)
    pursuit.add(cost + deviationCost * deviation * deviation)
  }
}

/// The thresholds in the types that they are used in.
extension StrideTracker {
  var searchEvery: Int { @_noLocks get { Int(tuning.searchEvery) } }
  var reach: Double { @_noLocks get { Double(tuning.reach) } }
  var deviationCost: Float { @_noLocks get { tuning.deviationCost } }
  var margin: Int { @_noLocks get { Int(tuning.margin) } }
  var settlingLikeness: Float { @_noLocks get { tuning.settlingLikeness } }
  var lessons: Int { @_noLocks get { Int(tuning.lessons) } }
  var mostInferred: Double { @_noLocks get { Double(tuning.mostInferred) } }
  var leastLikeness: Float { @_noLocks get { tuning.leastLikeness } }
  var leastLevel: Float { @_noLocks get { tuning.leastLevel } }
  var firstRevision: Double { @_noLocks get { Double(tuning.firstRevision) } }
  var laterRevision: Double { @_noLocks get { Double(tuning.laterRevision) } }
  var mostLost: Double { @_noLocks get { Double(tuning.mostLost) } }
  var harmlessLost: Double { @_noLocks get { Double(tuning.harmlessLost) } }
  var mostStrayed: Double { @_noLocks get { Double(tuning.mostStrayed) } }
  var trustedStrayed: Double { @_noLocks get { Double(tuning.trustedStrayed) } }
  var resumeEvery: Int { @_noLocks get { Int(tuning.resumeEvery) } }
  var leastResumeLikeness: Float { @_noLocks get { tuning.leastResumeLikeness } }
  var seedEvery: Int { @_noLocks get { Int(tuning.seedEvery) } }
  var leastSeedLikeness: Float { @_noLocks get { tuning.leastSeedLikeness } }
  var leastEarlierLikeness: Float { @_noLocks get { tuning.leastEarlierLikeness } }
  var leastSeedLevel: Float { @_noLocks get { tuning.leastSeedLevel } }
  var periodReach: Double { @_noLocks get { Double(tuning.periodReach) } }
}
