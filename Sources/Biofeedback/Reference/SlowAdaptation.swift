import RealtimeSupport

/// Lets the glute's reference follow what electrodes do over an hour – sweat, pressure – and nothing else.
///
/// Each firing stride moves the reference by 1 % of the difference while nothing fails, and never further than 15 % from
/// where it began: a failure cannot be learned away.
package struct SlowAdaptation: Sendable, BitwiseCopyable {
  private let share: Float
  private let largest: Float
  private var log: Float = 0

  package init(_ tuning: DecisionTuning) {
    share = tuning.adaptationShare
    largest = realtimeLog(tuning.mostAdaptation)
  }

  /// The reference now against the one learned.
  package var factor: Float { @_noLocks get { realtimeExp(log) } }

  /// Takes the glute's activation at the present effort, against the adapted reference.
  @_noLocks
  package mutating func add(_ expected: Float) {
    log = max(-largest, min(largest, log + share * realtimeLog(max(expected, 0.1))))
  }
}
