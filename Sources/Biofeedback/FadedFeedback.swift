/// Which failing strides are told while feedback fades: one of every `interval`, which doubles while the runner does well
/// and returns to 1 when performance drops.
///
/// Judged strides are counted, the latest `window` of them looked at:
/// - at most `goodFailures` failing among `window` strides since the latest change: with the next firing stride the
///   interval doubles, up to `longest`;
/// - at least `poorFailures` failing: it returns to 1 at once.
///
/// The first failing stride after a change is told, then every `interval`-th: exactly that share, without chance.
/// The numbers between which nothing changes keep the share from swinging; why feedback fades: `docs/feedback.md`.
struct FadedFeedback: Sendable, BitwiseCopyable {
  /// Judged strides by which performance is told: about a quarter of a minute of running.
  static var window: Int { @_noLocks get { 20 } }
  /// 90 % good, the usual mark of mastery in practice; as few as this are also expected by chance.
  static var goodFailures: Int { @_noLocks get { 2 } }
  /// A quarter of the window: twice as many as may be overlooked, and reached within five strides when the glute stops.
  static var poorFailures: Int { @_noLocks get { 5 } }
  /// One of eight: with fewer the runner could take silence for success.
  static var longest: Int { @_noLocks get { 8 } }

  /// One failing stride of so many is told.
  private(set) var interval = 1
  /// Failing strides still to pass over before one is told.
  private var untold = 0
  /// The latest strides, the newest in bit 0; 1 is failing.
  private var history: UInt32 = 0
  /// Judged strides since the interval changed.
  private var sinceChange = 0

  /// Takes the next judged stride into account.
  @_noLocks
  mutating func add(isFailing: Bool) {
    history = (history << 1 | (isFailing ? 1 : 0)) & ((1 << UInt32(Self.window)) - 1)
    sinceChange += 1
    let failures = history.nonzeroBitCount
    if failures >= Self.poorFailures {
      if interval > 1 { change(to: 1) }
    } else if !isFailing, sinceChange >= Self.window, failures <= Self.goodFailures, interval < Self.longest {
      change(to: 2 * interval)
    }
  }

  /// Whether this failing stride is one that is told.
  @_noLocks
  mutating func tellsThis() -> Bool {
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
