import GaitAnalysis
import TestSupport
import Testing

/// Power over a stride, point by point.
@Suite struct StrideProfileTests {
  private func profile(_ samples: [Float]) -> [Float] {
    var points = [Float](repeating: -1, count: StrideProfile.count)
    StrideProfile.measure(samples, count: samples.count, into: &points)
    return points
  }

  @Test(arguments: [128, 129, 1000, 1437]) func pointsAreTheStridesParts(count: Int) {
    let samples = (0..<count).map { Float($0 * StrideProfile.count / count) }
    for (point, power) in profile(samples).enumerated() {
      #expect(abs(power.squareRoot() - Float(point)) <= 1, "point \(point) of \(count) samples")
    }
  }

  @Test func aWindowsPowerIsThatOfItsPoints() {
    var points = [Float](repeating: 1, count: StrideProfile.count)
    for point in StridePhase.contact..<StridePhase.contact + 16 { points[point] = 9 }
    #expect(StrideProfile.power(points, in: ActivityWindow(on: 0, off: 0.125)) == 9)
    #expect(StrideProfile.power(points, in: ActivityWindow(on: -0.125, off: 0.125)) == 5)
    #expect(StrideProfile.power(points, in: ActivityWindow(on: 0.25, off: 0.45)) == 1)
  }

  @Test(arguments: [0, 1, 7, 8, 9, 1003]) func meanPowerIsTheMeanOfSquares(count: Int) {
    let samples = SeededNoise.normal(seed: 81, count: max(1, count))
    let exact = count == 0 ? 0 : samples.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(count)
    #expect(abs(Double(SignalPower.mean(samples, count: count)) - exact) < 1e-5 * max(1, exact))
  }
}
