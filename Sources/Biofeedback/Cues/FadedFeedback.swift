/// Which failing strides are told while feedback fades: one of every `interval`, which doubles while the runner does well
/// and returns to 1 when performance drops.
///
/// Judged strides are counted, the latest `window` of them looked at:
/// - at most `goodFailures` failing among `window` strides since the latest change: with the next firing stride the
///   interval doubles, up to `longest`;
/// - at least `poorFailures` failing: it returns to 1 at once;
/// - `flood` failing strides in a row without a good one: the interval doubles too, and again after as many more, since a sound
///   in every stride that changes nothing teaches nothing; the next good stride brings it back to 1.
///
/// The first failing stride after a change is told, then every `interval`-th: exactly that share, without chance.
/// The numbers between which nothing changes keep the share from swinging; why feedback fades: `docs/feedback.md`.
package struct FadedFeedback: Sendable, BitwiseCopyable {
  /// Judged strides by which performance is told: about a quarter of a minute of running.
  package static var window: Int { @_noLocks get { 20 } }
  /// 90 % good, the usual mark of mastery in practice; as few as this are also expected by chance.
  static var goodFailures: Int { @_noLocks get { 2 } }
  /// A quarter of the window: twice as many as may be overlooked, and reached within five strides when the glute stops.
  static var poorFailures: Int { @_noLocks get { 5 } }
  /// One of eight: with fewer the runner could take silence for success.
  package static var longest: Int { @_noLocks get { 8 } }

  /// Some eight seconds of running: whoever could answer has answered by then.
  package static var flood: Int { @_noLocks get { 10 } }

  /// Nothing has been judged yet.
  package init() {}

  /// One failing stride of so many is told.
  package private(set) var interval = 1
  /// Failing strides still to pass over before one is told.
  private var untold = 0
  /// The latest strides, the newest in bit 0; 1 is failing.
  private var history: UInt32 = 0
  /// Judged strides since the interval changed.
  private var sinceChange = 0
  /// Failing strides in a row.
  private var failuresInRow = 0

  /// Takes the next judged stride into account.
  @_noLocks
  package mutating func add(isFailing: Bool) {
    history = (history << 1 | (isFailing ? 1 : 0)) & ((1 << UInt32(Self.window)) - 1)
    sinceChange += 1
    if countFlood(isFailing: isFailing) { return }
    let failures = history.nonzeroBitCount
    if failures >= Self.poorFailures {
      if interval > 1 { change(to: 1) }
    } else if !isFailing, sinceChange >= Self.window, failures <= Self.goodFailures, interval < Self.longest {
      change(to: 2 * interval)
    }
  }

  /// Follows failing strides in a row; true while they alone decide.
  @_noLocks
  private mutating func countFlood(isFailing: Bool) -> Bool {
    let isFlooded = failuresInRow >= Self.flood
    guard isFailing else {
      failuresInRow = 0
      if isFlooded { change(to: 1) }
      return isFlooded
    }
    // the one more than a whole flood is the first that is told less often
    if failuresInRow > 0, failuresInRow % Self.flood == 0, interval < Self.longest { change(to: 2 * interval) }
    failuresInRow += 1
    return isFlooded
  }

  /// Takes a failing stride; true when it is one that is told.
  @_noLocks
  package mutating func takeFailure() -> Bool {
    guard untold == 0 else {
      untold -= 1
      return false
    }
    untold = interval - 1
    return true
  }

  @_noLocks
  private mutating func change(to interval: Int) {
    self.interval = interval
    untold = 0
    sinceChange = 0
  }
}
