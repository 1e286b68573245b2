import Biofeedback

extension StrideRecord {
  /// The glute failed: it was silent or weak.
  package var isFailing: Bool { verdict.isFailing }

  /// There is a verdict about the glute.
  package var isJudged: Bool { verdict.isJudged }
}

extension Verdict {
  /// The glute failed: it was silent or weak.
  package var isFailing: Bool { self == .silent || self == .weak }

  /// It is one about the glute.
  package var isJudged: Bool { isFailing || self == .firing }
}

/// Tells whether a stride follows the one before without a pause.
///
/// After a stop, or where the rhythm was lost, at least one stride is missing between two that are complete; half a stride
/// is more than contacts are ever corrected by.
struct StrideContinuity {
  private var previousEnd: Double?
  private static let longestGapInStrides = 0.5

  /// Whether there is no pause before `stride`; true for the first stride of all.
  mutating func follows(_ stride: StrideRecord) -> Bool {
    defer { previousEnd = stride.end }
    guard let previousEnd else { return true }
    return stride.contact - previousEnd <= Self.longestGapInStrides * stride.duration
  }
}
