import EMGUnits
import SignalProcessing

/// What is told before and after a hop, of the input and of both legs together.
extension BiofeedbackPipeline {
  /// Tells a gap that has lasted for long enough, before the hop that comes after that moment; false when there is none.
  @_noLocks
  mutating func tellGapIfDue() -> Bool {
    guard isLive, let frame = gapWatch.frameDue(pushed: framesPushed, needed: chain.inputFramesForNextHop) else {
      return false
    }
    var flags = StrideFlags()
    flags.gap = true
    events.add(.trouble(leg: nil, flags: flags, isLate: false, frame: frame))
    events.add(.cue(Cue(kind: .fault, leg: nil, stride: legs[0].currentNumber, frame: frame)))
    return true
  }

  /// Each of two legs is told what the other's glute does, where the aim asks for it.
  @_noLocks
  func exchangeLevels() {
    guard comparesLegs, legs.count == 2 else { return }
    let first = legs[0].ownLevel()
    legs[0].note(otherLevel: legs[1].ownLevel())
    legs[1].note(otherLevel: first)
  }

  /// Two channels that carry one signal are told to the legs that they belong to.
  @_noLocks
  mutating func noteTwins() {
    guard let pair = twins.look(chain) else { return }
    var leg = 0
    while leg < legs.count {
      legs[leg].noteCopies(pair.first, pair.second)
      leg += 1
    }
  }

  /// The row that carries the same signal as a row; nil when none does.
  func twin(of row: Int) -> Int? {
    (0..<chain.rowCount).first { $0 != row && twins.isTold($0, row) }
  }

  @_noLocks
  mutating func beatIfDue() {
    var judged = Double.infinity
    var leg = 0
    while leg < legs.count {
      judged = min(judged, legs[leg].judgedAt)
      leg += 1
    }
    let frame = chain.inputFramesUsed
    var sounded = -Double.infinity
    if let frame = events.latestCueFrame { sounded = Double(frame) / inputRate }
    let now = Double(frame) / inputRate
    if share.isHeard(at: now), heartbeat.beat(at: now, judged: judged, sounded: sounded) {
      events.add(.heartbeat(frame: frame))
    }
  }
}
