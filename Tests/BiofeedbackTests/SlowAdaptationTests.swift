import Biofeedback
import Glibc
import Testing

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
