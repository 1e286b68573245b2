import Biofeedback
import Glibc
import TestSupport
import Testing

@Suite struct FiringMonitorTests {
  /// Usual scatter of a healthy glute, as a standard deviation of the logarithm.
  private static let spread: Float = 0.2

  /// With thresholds of its own, so that the arithmetic below holds whatever is in use.
  private func monitor() -> FiringMonitor {
    var tuning = DecisionTuning()
    tuning.silentDeviations = 3.3
    tuning.sumLimit = 3.7
    return FiringMonitor(FeedbackSettings(), tuning)
  }

  @Test(arguments: [(Float(0.49), Verdict.silent), (0.51, .firing), (0, .silent), (1, .firing), (3, .firing)])
  func theSilenceLimitIsHalfOfTheReference(glute: Float, verdict: Verdict) {
    var monitor = monitor()
    #expect(monitor.verdict(glute: glute, hamstring: 1, effort: 1, spread: Self.spread) == verdict)
  }

  /// Slowing down lowers both muscles: what counts is the glute at the present effort.
  @Test func effortMovesTheLimit() {
    var easy = monitor()
    #expect(easy.verdict(glute: 0.4, hamstring: 0.5, effort: 0.5, spread: Self.spread) == .firing)
    var hill = monitor()
    #expect(hill.verdict(glute: 0.7, hamstring: 1.5, effort: 1.5, spread: Self.spread) == .silent)
  }

  /// exp(−3.3 · 0.3) = 0.37: where strides scatter more than usual the limit falls, and it never rises above half.
  @Test(arguments: [(Float(0.3), Float(0.38), Verdict.firing), (0.3, 0.36, .silent), (0.15, 0.55, .firing)])
  func theLimitFollowsTheRunnersScatter(spread: Float, glute: Float, verdict: Verdict) {
    var monitor = monitor()
    #expect(monitor.verdict(glute: glute, hamstring: 1, effort: 1, spread: spread) == verdict)
  }

  /// The stride's own hamstring must agree: 0.45 of the reference is silent beside a hamstring at 1, not beside one at 0.5.
  @Test func theStridesOwnRatioMustAgree() {
    var working = monitor()
    #expect(working.verdict(glute: 0.45, hamstring: 1, effort: 1, spread: Self.spread) == .silent)
    var lighter = monitor()
    #expect(lighter.verdict(glute: 0.45, hamstring: 0.5, effort: 1, spread: Self.spread) == .firing)
    // without a hamstring the glute alone decides
    var alone = monitor()
    #expect(alone.verdict(glute: 0.45, hamstring: nil, effort: 1, spread: Self.spread) == .silent)
  }

  @Test func whenNeitherMuscleWorksTheStrideIsUnusable() {
    var monitor = monitor()
    #expect(monitor.verdict(glute: 0.1, hamstring: 0.1, effort: 1, spread: Self.spread) == .unusable)
    #expect(monitor.isSteady)
    #expect(monitor.verdict(glute: 0.1, hamstring: 0.16, effort: 1, spread: Self.spread) == .silent)
    #expect(!monitor.isSteady)
  }

  /// At 0.6 of the reference no stride is silent, but together they are weak: by (−ln 0.6 − ln 2 / 2) / 0.2 = 0.82 standard
  /// deviations a stride, the sum passes 3.7 at the fifth.
  @Test func lastingWeaknessIsTold() {
    var monitor = monitor()
    let verdicts = (0..<7).map { _ in monitor.verdict(glute: 0.6, hamstring: 1, effort: 1, spread: Self.spread) }
    #expect(verdicts == [.firing, .firing, .firing, .firing, .weak, .weak, .weak])
  }

  /// One lucky stride takes back what it is worth, not the weakness; nor is one low stride taken for it.
  @Test func singleStridesDoNotDecideWeakness() {
    var weak = monitor()
    for _ in 0..<6 { _ = weak.verdict(glute: 0.6, hamstring: 1, effort: 1, spread: Self.spread) }
    #expect(weak.verdict(glute: 0.9, hamstring: 1, effort: 1, spread: Self.spread) == .firing)
    #expect(weak.verdict(glute: 0.6, hamstring: 1, effort: 1, spread: Self.spread) == .weak)
    var healthy = monitor()
    _ = healthy.verdict(glute: 0.51, hamstring: 1, effort: 1, spread: 0.1)
    #expect(healthy.verdict(glute: 0.7, hamstring: 1, effort: 1, spread: Self.spread) == .firing)
  }

  /// 10 000 strides that scatter as a runner's do, independently: one false alarm in a million by the sum, none below half.
  @Test func healthyStridesStayFiring() {
    var noise = SeededNoise(seed: 77)
    var monitor = monitor()
    var failing = 0
    for _ in 0..<10_000 {
      let glute = expf(Self.spread * noise.normal())
      let verdict = monitor.verdict(glute: glute, hamstring: 1, effort: 1, spread: Self.spread)
      if verdict != .firing { failing += 1 }
      _ = monitor.takeRecovery()
    }
    // below half: −3.47 standard deviations, 1 in 3800
    #expect(failing <= 8)
  }

  /// Strides after which a recovery is told, and whether nothing fails at the end.
  private func recoveries(_ glutes: [Float]) -> (told: [Int], isSteady: Bool) {
    var monitor = monitor()
    var told: [Int] = []
    for (stride, glute) in glutes.enumerated() {
      _ = monitor.verdict(glute: glute, hamstring: 1, effort: 1, spread: Self.spread)
      if monitor.takeRecovery() { told.append(stride) }
    }
    return (told, monitor.isSteady)
  }

  /// Three firing strides end two silent ones, once.
  @Test func recoveryIsToldOnce() { #expect(recoveries([1, 0.2, 0.2, 1, 1, 1, 1, 1, 1]) == ([5], true)) }

  @Test func oneSilentStrideEndsWithoutASound() { #expect(recoveries([1, 0.2, 1, 1, 1, 1]) == ([], true)) }

  /// Firing strides of 0.7 are no recovery: they must average 0.75.
  @Test func halfARecoveryIsNone() { #expect(recoveries([0.2, 0.2, 0.7, 0.7, 0.7, 0.7]) == ([], false)) }

  /// A failing stride between firing ones begins the count anew.
  @Test func aRecoveryMustBeUnbroken() {
    #expect(recoveries([0.2, 0.2, 1, 1, 0.2, 1, 1, 0.2, 1, 1, 1]) == ([10], true))
  }

  /// Strides that were silent before there was a reference count as failures too.
  @Test func silenceWithoutAReferenceIsRecoveredFrom() {
    var monitor = monitor()
    monitor.noteSilence()
    monitor.noteSilence()
    #expect(!monitor.isSteady)
    var told = 0
    for _ in 0..<4 {
      _ = monitor.verdict(glute: 1, hamstring: 1, effort: 1, spread: Self.spread)
      if monitor.takeRecovery() { told += 1 }
    }
    #expect(told == 1)
  }

  @Test func settingsMoveTheLimits() {
    var settings = FeedbackSettings()
    settings.silentBelow = 0.3
    var monitor = FiringMonitor(settings, DecisionTuning())
    #expect(monitor.verdict(glute: 0.4, hamstring: 1, effort: 1, spread: Self.spread) == .firing)
    #expect(monitor.verdict(glute: 0.29, hamstring: 1, effort: 1, spread: Self.spread) == .silent)
  }
}
