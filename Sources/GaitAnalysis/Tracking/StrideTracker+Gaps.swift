import RealtimeSupport

/// What happens to a rhythm where the device lost frames.
///
/// In a gap contacts cannot be seen and are passed over, as many as may be inferred; then the rhythm is lost. A runner runs
/// on through a gap: the template still holds, so it is laid over the first two strides behind the gap at every phase,
/// which takes 2.6 strides instead of a search of 3 s and more.
extension StrideTracker {

  /// The share that is lost of the stride around a contact, as far as it is looked at.
  @_noLocks
  func lostShare(around contact: Double) -> Double {
    logs.lostShare(from: contact - periodFrames / 2, to: contact + ahead * periodFrames)
  }

  /// Passes over a contact in a gap.
  @_noLocks
  mutating func coast(_ pursuit: Pursuit) {
    guard pursuit.misses >= patience else {
      state = .tracking(self.pursuit(after: pursuit.predicted, misses: pursuit.misses + 1))
      return
    }
    giveUp()
  }

  /// Whether a rhythm that is lost now is lost because of a gap, and the template still holds.
  var isInterruption: Bool {
    @_noLocks get {
      lookAhead == .causal && logs.lostShare(from: Double(logs.end) - 5 * periodFrames, to: Double(logs.end)) > 0
    }
  }

  /// How far, in strides, a contact soon after a gap is from where it is expected; 0 when there was no gap.
  ///
  /// A runner who ran on is near it. Else the device has told the gap wrongly, or another rhythm has begun: a stride that is
  /// laid wrongly would look silent.
  @_noLocks
  func strayed(_ place: Double, from predicted: Double) -> Double {
    guard logs.unbrokenFrom > 0, predicted - 3.5 * periodFrames < Double(logs.unbrokenFrom) else { return 0 }
    return abs(place - predicted) / periodFrames
  }

  /// After a gap: takes the rhythm up with the template of before; false when there is none, or it does not fit.
  @_noLocks
  mutating func resume() -> Bool {
    guard isInterrupted else { return false }
    let first = Double(logs.unbrokenFrom) + periodFrames / 2
    // three attempts' worth of strides, then it is another rhythm
    guard Double(logs.end - logs.unbrokenFrom) < 8 * periodFrames else {
      isInterrupted = false
      return false
    }
    guard first + (2 + ahead) * periodFrames + 1 < Double(logs.end) else {
      state = .searching(nextAttempt: logs.end + resumeEvery)
      return true
    }
    return fitAnew(from: Double(logs.end) - (2 + ahead) * periodFrames - 2)
  }

  /// Looks for the phase at which two strides from `first` on are most alike to the template.
  @_noLocks
  private mutating func fitAnew(from first: Double) -> Bool {
    var search = Pursuit(after: first, predicted: first + periodFrames / 2, reach: periodFrames / 2, misses: 0)
    while search.candidate <= search.last {
      let next = search.candidate + Int(periodFrames + 0.5)
      search.add(
        template.cost(logs, contact: search.candidate, periodFrames: periodFrames, ahead: 0.5, usable: usable)
          + template.cost(logs, contact: next, periodFrames: periodFrames, ahead: ahead, usable: usable))
    }
    guard let place = search.refined else { return false }
    let one = judge(place)
    let two = judge(place + periodFrames)
    guard min(one.likeness, two.likeness) >= leastResumeLikeness, min(one.level, two.level) >= leastLevel
    else { return false }
    isInterrupted = false
    inferredLately = 0
    track(after: place + periodFrames)
    return true
  }
}

/// The search for one contact: candidates are tried frame by frame, the best so far is kept.
package struct Pursuit {
  /// The contact before the one looked for.
  package var previous: Double
  /// Where the next one is expected.
  package var predicted: Double
  /// The next frame to try.
  package var candidate: Int
  /// The last frame to try.
  package var last: Int
  /// The best frame so far, its cost and those of its neighbours.
  package var best: Int?
  package var bestCost = Float.infinity
  package var costBefore = Float.infinity
  package var costAfter = Float.infinity
  private var latestCost = Float.infinity
  /// Contacts in a row that did not look like a stride.
  package var misses = 0

  @_noLocks
  package init(after previous: Double, predicted: Double, reach: Double, misses: Int) {
    self.previous = previous
    self.predicted = predicted
    self.misses = misses
    candidate = Int(predicted - reach)
    last = Int(predicted + reach)
  }

  /// Takes the cost of the current candidate and goes on to the next.
  @_noLocks
  package mutating func add(_ cost: Float) {
    if cost < bestCost {
      best = candidate
      bestCost = cost
      costBefore = latestCost
      costAfter = .infinity
    } else if let best, candidate == best + 1 {
      costAfter = cost
    }
    latestCost = cost
    candidate += 1
  }

  /// The best place, between frames by a parabola through its neighbours.
  package var refined: Double? {
    @_noLocks get {
      guard let best else { return nil }
      let curvature = costBefore - 2 * bestCost + costAfter
      guard curvature.isFinite, curvature > 0 else { return Double(best) }
      return Double(best) + Double(max(-0.5, min(0.5, 0.5 * (costBefore - costAfter) / curvature)))
    }
  }
}
