import RealtimeSupport

/// How hard the legs work now, against the reference: the slow level of the hamstring's activation.
///
/// A geometric moving average over about six strides, 0.25–2. One stride moves it by at most an eighth, so that a single
/// artefact of the hamstring does not make the glute look weak.
package struct EffortLevel: Sendable, BitwiseCopyable {
  private let share: Float
  private let largestStep: Float
  private let lowest: Float
  private let highest: Float
  private let steady: Float
  private var log: Float = 0

  package init(_ tuning: DecisionTuning) {
    share = tuning.effortShare
    largestStep = tuning.effortStep
    lowest = realtimeLog(tuning.leastEffort)
    highest = realtimeLog(tuning.mostEffort)
    steady = realtimeLog(tuning.steadyEffort)
  }

  /// 1 as in the reference. Near it the level counts as unchanged: so much it wanders in steady running.
  package var value: Float {
    @_noLocks get { realtimeExp(log > steady ? log - steady : log < -steady ? log + steady : 0) }
  }

  /// Takes a usable hamstring activation.
  @_noLocks
  package mutating func add(_ hamstring: Float) {
    let step = share * (realtimeLog(max(hamstring, 0.05)) - log)
    log = max(lowest, min(highest, log + max(-largestStep, min(largestStep, step))))
  }
}
