import Biofeedback

extension SessionSummary {
  /// Failing (silent or weak) strides between two in which the glute fired.
  public struct FailingRun: Codable, Sendable, Hashable {
    /// How many strides failed. Strides without a verdict in between are not counted.
    public var strides: Int
    /// The sum of the failing strides' times.
    public var seconds: Double
    /// Number of the first failing stride.
    public var fromStride: Int
    /// Number of the last failing stride.
    public var toStride: Int
    /// Contact of the first failing stride.
    public var fromSeconds: Double
    /// End of the last failing stride.
    public var toSeconds: Double
  }
}

/// Finds the longest failing run of a leg.
///
/// A run begins with a silent or weak stride and ends before the next `firing` one, or at a pause in the strides.
/// Strides without a verdict (`unusable`, `baseline`) neither break nor lengthen it.
package struct FailingRuns {
  /// The run with the most strides so far, the first of several; nil while no stride has failed.
  package private(set) var longest: SessionSummary.FailingRun?
  private var current: SessionSummary.FailingRun?
  private var continuity = StrideContinuity()

  /// Starts with nothing.
  package init() {}

  /// Takes the next stride.
  package mutating func add(_ stride: StrideRecord) {
    if !continuity.follows(stride) || stride.verdict == .firing { current = nil }
    guard stride.isFailing else { return }
    var run =
      current
      ?? SessionSummary.FailingRun(
        strides: 0, seconds: 0, fromStride: stride.number, toStride: stride.number, fromSeconds: stride.contact,
        toSeconds: stride.end)
    run.strides += 1
    run.seconds += stride.duration
    run.toStride = stride.number
    run.toSeconds = stride.end
    current = run
    if run.strides > longest?.strides ?? 0 { longest = run }
  }
}

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
