/// The search for one contact: candidates are tried frame by frame, the best so far is kept.
struct Pursuit {
  /// The contact before the one looked for.
  var previous: Double
  /// Where the next one is expected.
  var predicted: Double
  /// The next frame to try.
  var candidate: Int
  /// The last frame to try.
  var last: Int
  /// The best frame so far, its cost and those of its neighbours.
  var best: Int?
  var bestCost = Float.infinity
  var costBefore = Float.infinity
  var costAfter = Float.infinity
  private var latestCost = Float.infinity
  /// Contacts in a row that did not look like a stride.
  var misses = 0

  @_noLocks
  init(after previous: Double, predicted: Double, reach: Double, misses: Int) {
    self.previous = previous
    self.predicted = predicted
    self.misses = misses
    candidate = Int(predicted - reach)
    last = Int(predicted + reach)
  }

  /// Takes the cost of the current candidate and goes on to the next.
  @_noLocks
  mutating func add(_ cost: Float) {
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
  var refined: Double? {
    @_noLocks get {
      guard let best else { return nil }
      let curvature = costBefore - 2 * bestCost + costAfter
      guard curvature.isFinite, curvature > 0 else { return Double(best) }
      return Double(best) + Double(max(-0.5, min(0.5, 0.5 * (costBefore - costAfter) / curvature)))
    }
  }
}
