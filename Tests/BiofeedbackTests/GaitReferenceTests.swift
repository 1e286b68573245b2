import Biofeedback
import Glibc
import Testing

/// What a reference follows while it is in use.
enum GaitReferenceTests {}

extension GaitReferenceTests {
  @Suite struct EffortLevelTests {
    private func level(after strides: [Float]) -> Float {
      var level = EffortLevel(DecisionTuning())
      for stride in strides { level.add(stride) }
      return level.value
    }

    @Test func itBeginsAtTheReference() { #expect(level(after: []) == 1) }

    /// Within 15 % it counts as unchanged: so much it wanders in steady running.
    @Test(arguments: [Float(0.88), 1.12]) func steadyRunningIsNoChange(hamstring: Float) {
      #expect(level(after: [Float](repeating: hamstring, count: 60)) == 1)
    }

    /// 1.6 lasting, less the 15 % that count as unchanged.
    @Test(arguments: [Float(1.6), 0.5]) func itFollowsWhatLasts(hamstring: Float) {
      let expected = hamstring > 1 ? hamstring / 1.15 : hamstring * 1.15
      #expect(abs(level(after: [Float](repeating: hamstring, count: 80)) / expected - 1) < 0.01)
      // six strides are about two thirds of the way
      let six = level(after: [Float](repeating: hamstring, count: 6))
      #expect(hamstring > 1 ? six > 1 && six < expected : six < 1 && six > expected)
    }

    /// An artefact of a hundred times the reference moves it by an eighth, which does not count yet.
    @Test(arguments: [Float(100), 0]) func oneArtefactDoesNotMoveIt(hamstring: Float) {
      #expect(level(after: [hamstring]) == 1)
      let two = level(after: [hamstring, hamstring])
      #expect(two > 0.9 && two < 1.12)
    }

    @Test func itStaysInItsLimits() {
      // 0.25 and 2, less what counts as unchanged
      #expect(abs(level(after: [Float](repeating: 50, count: 200)) - 2 / 1.15) < 0.01)
      #expect(abs(level(after: [Float](repeating: 0, count: 200)) - 0.25 * 1.15) < 0.01)
    }
  }

  @Suite struct SlowAdaptationTests {
    private func factor(after strides: Int, of expected: Float) -> Float {
      var adaptation = SlowAdaptation(DecisionTuning())
      for _ in 0..<strides { adaptation.add(expected) }
      return adaptation.factor
    }

    @Test func itBeginsAtTheReference() { #expect(factor(after: 0, of: 1) == 1) }

    @Test(arguments: [Float(0), 0.001, 0.3, 0.8, 1.3, 10, 1e6]) func itNeverGoesBeyondFifteenPercent(expected: Float) {
      for strides in [1, 10, 100, 5000] {
        let factor = factor(after: strides, of: expected)
        #expect(factor <= 1.150_01 && factor >= 1 / 1.150_01)
      }
    }

    /// 1 % of the difference a stride: 100 strides of 0.95, each against the reference as it is then.
    @Test func itFollowsSlowly() {
      var adaptation = SlowAdaptation(DecisionTuning())
      for _ in 0..<100 { adaptation.add(0.95 / adaptation.factor) }
      // all but (1 − 0.01)¹⁰⁰ = 37 % of the way, in logarithms
      #expect(abs(logf(adaptation.factor) / logf(0.95) - 0.634) < 0.01)
    }

    @Test func aSteadyGluteChangesNothing() { #expect(factor(after: 1000, of: 1) == 1) }
  }
}
