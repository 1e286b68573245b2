import Biofeedback
import Glibc
import TestSupport
import Testing

/// The aim that grows, on simulated learners: it neither runs away nor stands still.
@Suite struct GrowingAimTests {
  /// Healthy strides scatter by a CV of 16.5 ± 6.5 % (Colyer & McGuigan 2018).
  private static let scatter = 0.18
  private static let strides = 1500

  /// A person: the level that their strides scatter about, and how they answer to a missed aim.
  private struct Learner {
    var level: Double
    /// The part of the way to `limit` that each missed stride takes them.
    var answer = 0.0
    var limit = 1.0
    var noise: SeededNoise

    init(_ level: Double, answer: Double = 0, limit: Double = 1, seed: UInt64) {
      self.level = level
      self.answer = answer
      self.limit = limit
      noise = SeededNoise(seed: seed)
    }

    mutating func stride() -> Float { Float(level * exp(GrowingAimTests.scatter * Double(noise.normal()))) }

    mutating func hear(_ isMet: Bool?) { if isMet == false { level += answer * (limit - level) } }
  }

  /// Eight sessions, one after another, each beginning where the one before ended.
  private func train(
    _ learner: inout Learner, sessions: Int = 8, ceiling: Float = 1
  ) -> (levels: [Float], met: Double) {
    var kept: Float?
    var levels: [Float] = []
    var judged = 0
    var met = 0
    for _ in 0..<sessions {
      var aim = GrowingAim(start: kept, ceiling: ceiling, tuning: AimTuning())
      var before: Float = 0
      for _ in 0..<Self.strides {
        let isMet = aim.add(learner.stride())
        learner.hear(isMet)
        if let isMet {
          judged += 1
          met += isMet ? 1 : 0
        }
        #expect(aim.level ?? 0 >= before, "never down within a session")
        before = aim.level ?? before
      }
      kept = aim.levelToKeep
      levels.append(kept ?? 0)
    }
    return (levels, Double(met) / Double(judged))
  }

  @Test(arguments: 1...12)
  func whoDoesNotChangeIsNotLeftBehind(seed: Int) {
    var learner = Learner(0.06, seed: UInt64(seed))
    let (levels, met) = train(&learner)
    // the median of what they do is 0.06: the aim stays where some half of the strides reach it
    #expect(levels.allSatisfy { (0.048...0.066).contains($0) }, "\(levels)")
    #expect((0.4...0.8).contains(met), "\(met)")
  }

  @Test(arguments: 1...12)
  func whoLearnsIsFollowed(seed: Int) {
    var learner = Learner(0.06, answer: 0.0005, limit: 0.3, seed: UInt64(seed))
    let (levels, met) = train(&learner)
    #expect(learner.level > 0.12, "the learner has learned: \(learner.level)")
    #expect(Double(levels[7]) > 0.7 * learner.level && Double(levels[7]) < 1.15 * learner.level, "\(levels)")
    #expect(levels[7] > 1.6 * levels[0] && met > 0.4, "\(levels) \(met)")
  }

  /// Somebody far better than the aim is met with a higher one within the session, but no higher than the ceiling.
  @Test func itStopsAtTheCeiling() {
    var learner = Learner(0.5, seed: 5)
    let (levels, _) = train(&learner, sessions: 2, ceiling: 0.2)
    #expect(levels == [0.2, 0.2])
    var aim = GrowingAim(start: 0.1, ceiling: 0.2, tuning: AimTuning())
    for _ in 0..<25 { _ = aim.add(0.5) }
    #expect(abs((aim.level ?? 0) - 0.105) < 1e-6, "one step of 5 % a block")
    for _ in 0..<1000 { _ = aim.add(0.5) }
    #expect(aim.level == 0.2)
  }

  @Test func itBeginsAtThe30thPercentOfTheFirst30Strides() {
    var aim = GrowingAim(start: nil, ceiling: 1, tuning: AimTuning())
    for place in 1...30 { #expect(aim.add(Float(place) / 100) == nil) }
    #expect(abs((aim.level ?? 0) - 0.10) < 0.0101)
    #expect(aim.add(0.5) == true && aim.add(0.01) == false)
  }

  /// A bad day: the next session begins lower, this one does not go down.
  @Test func aDayOnWhichItIsMissedLowersOnlyTheNext() {
    var aim = GrowingAim(start: 0.3, ceiling: 1, tuning: AimTuning())
    for _ in 0..<200 { #expect(aim.add(0.2) == false) }
    #expect(aim.level == 0.3)
    #expect(aim.levelToKeep == 0.2)
  }

  /// A silent glute misses every level, and neither teaches nor lowers one.
  @Test func silenceIsNoLevel() {
    var aim = GrowingAim(start: nil, ceiling: 1, tuning: AimTuning())
    for _ in 0..<100 { #expect(aim.add(nil) == nil) }
    #expect(aim.level == nil && aim.levelToKeep == nil)
    var known = GrowingAim(start: 0.1, ceiling: 1, tuning: AimTuning())
    for _ in 0..<100 { #expect(known.add(nil) == false) }
    #expect(known.levelToKeep == 0.1)
  }

  @Test func addingAllocatesNothing() {
    var values: [Int] = []
    #expect(heapCalls { values.append(1) } > 0, "the counter does not count")
    var aim = GrowingAim(start: nil, ceiling: 1, tuning: AimTuning())
    #expect(heapCalls { for n in 0..<1000 { _ = aim.add(Float(n % 7)) } } == 0)
  }
}
