/// Whether two measurements of equal length are of the same run: live and offline, or with different bands.
enum SameRun {
  /// Live begins some strides later, so the counts differ a little.
  static let largestStrideDifference = 12
  /// Of the median stride time; two runs of one person differ by more only by luck.
  static let largestCadenceDifference = 0.01

  /// Compares leg by leg.
  static func isLikely(_ a: [LegEntry], _ b: [LegEntry]) -> Bool {
    guard a.count == b.count else { return false }
    return a.allSatisfy { leg in b.contains { isLikely(leg, $0) } }
  }

  private static func isLikely(_ a: LegEntry, _ b: LegEntry) -> Bool {
    guard a.leg == b.leg, abs(a.strides - b.strides) <= largestStrideDifference else { return false }
    switch (a.cadenceStridesPerMin, b.cadenceStridesPerMin) {
    case (let first?, let second?): return abs(first - second) <= largestCadenceDifference * first
    case (nil, nil): return true
    default: return false
    }
  }
}
