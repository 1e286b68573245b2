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
