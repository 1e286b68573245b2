/// Counts firing strides in a row; each `run`-th is rewarded.
struct RewardCount: Sendable, BitwiseCopyable {
  /// Strides in a row for a reward, about four seconds of running: more than a lucky stride or two, and seldom enough
  /// that the sound goes on to mean something.
  static var run: Int { @_noLocks get { 5 } }

  private var firing = 0

  /// Takes the next judged stride into account.
  ///
  /// - Returns: whether it is rewarded.
  @_noLocks
  mutating func add(isFailing: Bool) -> Bool {
    firing = isFailing ? 0 : firing + 1
    guard firing == Self.run else { return false }
    firing = 0
    return true
  }
}
