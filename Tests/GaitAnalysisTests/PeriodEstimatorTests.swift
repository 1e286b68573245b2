import GaitAnalysis
import Glibc
import TestSupport
import Testing

@Suite struct PeriodEstimatorTests {
  private static let stepSeconds = 0.012

  /// Bursts of a height each, `width` steps wide, over and over with `period` steps; heights by stride.
  private func envelope(
    period: Double, count: Int, bursts: [(phase: Double, height: Double)], height: (Int) -> Double = { _ in 1 }
  ) -> [Float] {
    (0..<count).map { step in
      var sum = 0.0
      for stride in -1...Int(Double(count) / period) + 1 {
        for burst in bursts {
          let distance = (Double(step) - (Double(stride) + burst.phase) * period) / 5
          sum += height(stride) * burst.height * exp(-0.5 * distance * distance)
        }
      }
      return Float(sum)
    }
  }

  private func period(of muscles: [[Float]]) -> (steps: Double, strength: Float)? {
    let estimator = PeriodEstimator(maximumLag: 127, maximumCount: 700)
    estimator.clear()
    for values in muscles { estimator.add(values, count: values.count, weight: 1 / Float(muscles.count)) }
    return estimator.period(count: muscles[0].count, stepSeconds: Self.stepSeconds)
  }

  /// 0.42–1.4 s: between steps by a parabola, which is good to 2 ms on bursts five steps wide.
  @Test(arguments: [35.2, 58.33, 61, 90.7, 116.5]) func theStrideTimeIsFoundBetweenSteps(steps: Double) throws {
    let found = try #require(period(of: [envelope(period: steps, count: 541, bursts: [(0.3, 1)])]))
    #expect(abs(found.steps - steps) < 0.16)
    #expect(found.strength > 0.9)
  }

  /// The other burst, half a stride later, makes the envelope alike after a step, but not as alike as after a stride.
  @Test(arguments: [0.3, 0.5, 0.7]) func aSecondBurstDoesNotHalveTheStride(height: Double) throws {
    let values = envelope(period: 60, count: 541, bursts: [(0.1, 1), (0.6, height)])
    let found = try #require(period(of: [values]))
    #expect(abs(found.steps - 60) < 0.2)
  }

  /// Every other stride a fifth lower: two strides repeat exactly, one nearly; it is the stride that is told.
  @Test func stridesThatAlternateDoNotDoubleTheStride() throws {
    let values = envelope(period: 50, count: 541, bursts: [(0.1, 1)]) { $0.isMultiple(of: 2) ? 1 : 0.8 }
    let found = try #require(period(of: [values]))
    #expect(abs(found.steps - 50) < 0.2)
  }

  @Test func bothMusclesTellItTogether() throws {
    // the glute's two bursts are equal, so it alone says half the stride
    let glute = envelope(period: 70, count: 541, bursts: [(0.05, 1), (0.55, 1)])
    let hamstring = envelope(period: 70, count: 541, bursts: [(0.9, 1)])
    #expect(abs(try #require(period(of: [glute])).steps - 35) < 0.2)
    #expect(abs(try #require(period(of: [glute, hamstring])).steps - 70) < 0.2)
  }

  /// Eight lags at a time give what one by one gives.
  @Test func theStrengthIsTheAutocorrelation() throws {
    var values = envelope(period: 58, count: 503, bursts: [(0.2, 1), (0.5, 0.6)])
    let noise = SeededNoise.normal(seed: 5, count: values.count)
    for i in values.indices { values[i] += 0.1 * noise[i] }
    let found = try #require(period(of: [values]))
    let lag = Int(found.steps.rounded())
    let mean = values.reduce(0) { $0 + Double($1) } / Double(values.count)
    let centred = values.map { Double($0) - mean }
    let variance = centred.reduce(0) { $0 + $1 * $1 } / Double(values.count)
    var products = 0.0
    for i in lag..<values.count { products += centred[i] * centred[i - lag] }
    // single precision over 500 products
    #expect(abs(Double(found.strength) - products / Double(values.count - lag) / variance) < 1e-4)
  }

  @Test func noiseHasNoStrength() {
    for seed in 0..<20 as Range<UInt64> {
      let noise = SeededNoise.normal(seed: seed, count: 550)
      // steps overlap by two thirds, as in the search
      let values = (0..<541).map { step -> Float in
        let sum: Float = noise[step] + noise[step + 1] + noise[step + 2]
        return sum.magnitude
      }
      let found = period(of: [values])
      // the search asks for 0.5
      #expect((found?.strength ?? 0) < 0.4)
    }
  }

  @Test func aFlatEnvelopeHasNoPeriod() {
    #expect(period(of: [[Float](repeating: 0.3, count: 541)]) == nil)
  }

  /// 3 s hold no two strides of 1.9 s: too few steps give no lag to look at.
  @Test func tooFewStepsHaveNoPeriod() {
    #expect(period(of: [envelope(period: 20, count: 40, bursts: [(0.3, 1)])]) == nil)
  }
}
