import RealtimeSupport

/// Decides, when the glute's window of a stride has closed, whether the glute fired.
///
/// The glute is compared with what its reference lets expect at the present effort: activation divided by the slow level
/// of the hamstring's (`EffortLevel`). Slowing down lowers both and leaves the quotient alone; on a hill both rise, and a
/// glute that does not rise is found.
/// - `silent`: this one stride lies below `silentBelow`, and its own ratio to the hamstring agrees. Where a runner's
///   strides scatter more than usual, the limit falls to 4 of the runner's own standard deviations.
/// - `weak`: a one-sided cumulative sum over strides (Page 1954, Biometrika 41:100) of the log activation below the
///   reference, in standard deviations. Its limit is high, since real strides hang together and the reference of ten strides
///   is itself uncertain.
/// - `recovered`, once: three firing strides in a row, after at least two failing ones, that average 0.75 or more.
package struct FiringMonitor: Sendable, BitwiseCopyable {
  private let tuning: DecisionTuning
  private let silentBelow: Float
  private let silentRatioBelow: Float
  /// Half the log distance to the level that is to be found: the sum's allowance.
  private let allowance: Float
  private var sum: Float = 0
  private var isWeak = false
  /// Failing strides since the last recovery, and firing ones in a row since the last failing one.
  private var failures = 0
  private var firings = 0
  /// Log activations of the latest firing strides in a row, a ring.
  private var firingLogs = InlineArray<20, Float>(repeating: 0)

  package init(_ settings: FeedbackSettings, _ tuning: DecisionTuning) {
    self.tuning = tuning
    silentBelow = settings.silentBelow
    silentRatioBelow = settings.silentRatioBelow
    allowance = -realtimeLog(settings.weakLevel) / 2
  }

  /// Nothing is failing: the reference may adapt.
  package var isSteady: Bool { @_noLocks get { failures == 0 && !isWeak && sum < tuning.sumLimit / 2 } }

  /// Judges the next stride.
  ///
  /// - Parameters:
  ///   - glute: activation against the reference; `hamstring` likewise, nil when it cannot be used.
  ///   - effort: slow level of the hamstring's activation, 1 as in the reference.
  ///   - spread: standard deviation of the log activation.
  @_noLocks
  package mutating func verdict(glute: Float, hamstring: Float?, effort: Float, spread: Float) -> Verdict {
    let expected = glute / effort
    if let hamstring, expected < silentBelow, hamstring < tuning.hamstringWorksAbove { return .unusable }
    let limit = min(silentBelow, realtimeExp(-tuning.silentDeviations * spread))
    var agrees = true
    if let hamstring { agrees = glute < silentRatioBelow * hamstring }
    if expected < limit && agrees {
      fail()
      return .silent
    }
    let log = realtimeLog(max(expected, 0.01))
    sum = max(0, sum + max(-tuning.largestStep, min(tuning.largestStep, (-log - allowance) / spread)))
    if sum > tuning.sumLimit { isWeak = true }
    if isWeak && expected < tuning.recoveredAbove {
      fail()
      return .weak
    }
    firingLogs[firings % 20] = log
    firings += 1
    return .firing
  }

  /// Forgets every stride so far.
  @_noLocks
  package mutating func restart() {
    sum = 0
    isWeak = false
    failures = 0
    firings = 0
  }

  /// Notes a stride that is silent without a reference.
  @_noLocks
  package mutating func noteSilence() { fail() }

  @_noLocks
  private mutating func fail() {
    failures += 1
    firings = 0
  }

  /// Takes the end of a failure, if the stride just judged is one: true once, where it is worth telling.
  @_noLocks
  package mutating func takeRecovery() -> Bool {
    guard failures > 0 || isWeak, Float(firings) >= tuning.recoveryStrides,
      realtimeExp(meanOfLatest(Int(tuning.recoveryStrides))) >= tuning.recoveredAbove
    else { return false }
    let isWorthTelling = Float(failures) >= tuning.leastFailures
    failures = 0
    isWeak = false
    sum = 0
    return isWorthTelling
  }

  /// Mean log activation of the latest `count` firing strides, at most 20; there must be as many.
  @_noLocks
  private func meanOfLatest(_ count: Int) -> Float {
    var sum: Float = 0
    var back = 1
    while back <= count {
      sum += firingLogs[(firings - back) % 20]
      back += 1
    }
    return sum / Float(count)
  }
}
