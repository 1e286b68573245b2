import Biofeedback
import EMGUnits

extension SessionSummary {
  /// How soon the glute fired again after the first cue of a failing run.
  public struct Recovery: Codable, Sendable, Hashable {
    /// First cues of failing runs.
    public var firstCues: Int
    /// After how many of them a firing stride came.
    public var recovered: Int
    /// After how many there was none before a pause in the strides or the loss of the signal.
    public var lostBefore: Int
    /// After how many there was none before the end: one at most.
    public var endedBefore: Int
    /// From the beginning of the cue to the contact of the first firing stride.
    public var seconds: Spread?
    /// From the stride of the cue to the first firing one; 1 is the very next stride.
    public var strides: Spread?

    /// Joins the values.
    package init(
      firstCues: Int, recovered: Int, lostBefore: Int, endedBefore: Int, seconds: Spread?, strides: Spread?
    ) {
      self.firstCues = firstCues
      self.recovered = recovered
      self.lostBefore = lostBefore
      self.endedBefore = endedBefore
      self.seconds = seconds
      self.strides = strides
    }
  }
}

/// Measures the way from the first cue of a failing run to the first `firing` stride: what a runner learns by.
///
/// Further `silent` and `weak` cues before that stride belong to the same run. A `fault` cue or a pause in the strides ends
/// the run without recovery; strides without a verdict do not end it and count on the way.
package struct CueRecovery {
  private enum State {
    case idle
    /// A cue was heard, and no stride has fired since.
    case failing(since: Cue)
  }

  private var state = State.idle
  /// The first cues and the firing strides that followed them.
  private var recoveries: [(cue: Cue, contact: Double, strides: Int)] = []
  private var lost = 0
  private var continuity = StrideContinuity()

  /// Starts with nothing.
  package init() {}

  /// Takes the next cue; it comes before the record of its own stride.
  package mutating func add(_ cue: Cue) {
    switch (cue.kind, state) {
    case (.silent, .idle), (.weak, .idle): state = .failing(since: cue)
    case (.fault, .failing): lose()
    case (.silent, .failing), (.weak, .failing), (.recovered, _), (.fault, .idle),
      (.reward, _), (.below, _), (.heartbeat, _):
      break
    }
  }

  /// Takes the next stride.
  package mutating func add(_ stride: StrideRecord) {
    let isContinued = continuity.follows(stride)
    // the record of an earlier stride says nothing about the time after the cue
    guard case .failing(let cue) = state, stride.number > cue.stride else { return }
    guard isContinued else { return lose() }
    guard stride.verdict == .firing else { return }
    recoveries.append((cue, stride.contact, stride.number - cue.stride))
    state = .idle
  }

  private mutating func lose() {
    lost += 1
    state = .idle
  }

  /// Everything so far; `rate` is that of the frames that cues count.
  package func summary(rate: Hertz) -> SessionSummary.Recovery {
    let open = if case .failing = state { 1 } else { 0 }
    return SessionSummary.Recovery(
      firstCues: recoveries.count + lost + open, recovered: recoveries.count, lostBefore: lost, endedBefore: open,
      // a weak cue may come as late as the next contact
      seconds: Spread(recoveries.map { max(0, $0.contact - Double($0.cue.frame) / rate.value) }),
      strides: Spread(recoveries.map { Double($0.strides) }))
  }
}
