/// Bounds how often a moment can be marked: a few at once, then one a second. What is too much is dropped and not kept for
/// later, since a mark that comes late marks another moment.
package struct MarkLimit {
  /// So many at once.
  package static let burst = 4
  private static let nanosecondsPerMark = 1_000_000_000

  /// Marks in hand, in nanoseconds of their making.
  private var credit = burst * nanosecondsPerMark
  private var latest: Int?

  package init() {}

  /// Whether a mark at a moment of the monotonic clock, in nanoseconds, counts.
  package mutating func allows(at time: Int) -> Bool {
    credit = min(Self.burst * Self.nanosecondsPerMark, credit + max(0, time - (latest ?? time)))
    latest = time
    guard credit >= Self.nanosecondsPerMark else { return false }
    credit -= Self.nanosecondsPerMark
    return true
  }
}
