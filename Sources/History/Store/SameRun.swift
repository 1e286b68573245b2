import Recording

/// Whether two sessions are one run, measured twice: live and offline, or with different bands.
///
/// Only the same recording is the same run: the same samples, or the same start on the same device. Sessions that an older
/// version added know neither samples nor device; of them the same start and the same rhythm are asked.
struct SameRun {
  /// How two sessions were found to be one run.
  enum Reason: Sendable, Hashable {
    /// Their samples are the same.
    case samples
    /// They began at the same time on the same device.
    case startAndDevice
    /// They began at the same time, last as long and have the same rhythm; one of them knows no more.
    case startAndRhythm

    /// `the same samples`.
    var words: String {
      switch self {
      case .samples: "the same samples"
      case .startAndDevice: "the same start on the same device"
      case .startAndRhythm: "the same start, length and rhythm"
      }
    }
  }

  /// Clocks are read to the second.
  static let largestStartDifference = 1
  /// Live begins some strides later, so the counts differ a little.
  static let largestStrideDifference = 12
  /// Of the median stride time; two runs of one person differ by more only by luck.
  static let largestCadenceDifference = 0.01

  /// Nil when they are two runs.
  static func reason(_ a: SessionRecord, _ b: SessionRecord) -> Reason? {
    let (one, other) = (a.session, b.session)
    if let hash = one.contentHash, hash == other.contentHash { return .samples }
    let difference = one.startedAt.seconds.subtractingReportingOverflow(other.startedAt.seconds)
    guard !difference.overflow, difference.partialValue.magnitude <= UInt(largestStartDifference) else { return nil }
    if let device = one.device, let second = other.device { return device == second ? .startAndDevice : nil }
    guard one.contentHash == nil || other.contentHash == nil, one.sampleRateHz == other.sampleRateHz,
      one.channelCount == other.channelCount, abs(one.seconds - other.seconds) < 0.5 / one.sampleRateHz,
      isLikely(a.legs, b.legs)
    else { return nil }
    return .startAndRhythm
  }

  /// Compares leg by leg.
  private static func isLikely(_ a: [LegEntry], _ b: [LegEntry]) -> Bool {
    guard a.count == b.count else { return false }
    return a.allSatisfy { leg in b.contains { isLikely(leg, $0) } }
  }

  private static func isLikely(_ a: LegEntry, _ b: LegEntry) -> Bool {
    let strides = a.strides.subtractingReportingOverflow(b.strides)
    guard a.leg == b.leg, !strides.overflow, strides.partialValue.magnitude <= UInt(largestStrideDifference) else {
      return false
    }
    switch (a.cadenceStridesPerMin, b.cadenceStridesPerMin) {
    case (let first?, let second?): return abs(first - second) <= largestCadenceDifference * first
    case (nil, nil): return true
    default: return false
    }
  }
}
