/// Judges how long a recording can go on.
package struct DiskWatch {
  /// What follows from the room that is left.
  package enum Finding: Hashable {
    case enough
    /// Told when the first of these minutes is reached, and again at the second.
    case low(minutesLeft: Int)
    /// The recording must end while there is room to end it well.
    case full
  }

  /// Minutes left at which it is told.
  static let warnings = [10, 2]
  /// Kept free for the header, the tables, the sidecar and the summary.
  package static let reserveBytes = 1 << 20

  private let bytesPerSecond: Int
  private var told = 0

  /// For a recording that grows by so much.
  package init(bytesPerSecond: Int) { self.bytesPerSecond = max(1, bytesPerSecond) }

  /// Looks at what is free, about once a second.
  package mutating func look(freeBytes: Int) -> Finding {
    let seconds = (freeBytes - Self.reserveBytes) / bytesPerSecond
    guard seconds > 1 else { return .full }
    let reached = Self.warnings.count { seconds < 60 * $0 }
    guard reached > told else { return .enough }
    told = reached
    return .low(minutesLeft: seconds / 60)
  }
}
