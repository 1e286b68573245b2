/// Tells a key that is pressed from one that is held down and repeats.
package struct HeldKey {
  /// A terminal repeats a held key within so many nanoseconds, the first time as well.
  private static let repeatNanoseconds = 700_000_000

  private var latest: Int?

  package init() {}

  /// Whether a key that comes at a moment of the monotonic clock, in nanoseconds, has been pressed anew.
  package mutating func isPressed(at time: Int) -> Bool {
    defer { latest = time }
    return latest.map { time - $0 >= Self.repeatNanoseconds } ?? true
  }
}
