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
