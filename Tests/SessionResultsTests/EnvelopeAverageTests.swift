import SessionResults
import Testing

@Suite struct EnvelopeAverageTests {
  /// Sums of single-precision values in double precision.
  private static let rounding = 1e-9

  private func profile(_ level: Float) -> [Float] { (0..<StrideGrid.count).map { level * Float($0) } }

  @Test func meanAndDeviationArePointByPoint() {
    var average = EnvelopeAverage()
    for level in [Float(1), 2, 6] { average.add(profile(level)) }
    #expect(average.count == 3)
    // 1, 2, 6: mean 3, deviation √7
    for (point, (mean, deviation)) in zip(average.mean, average.deviation).enumerated() {
      #expect(abs(mean - 3 * Double(point)) < Self.rounding)
      #expect(abs(deviation - 7.0.squareRoot() * Double(point)) < 1e-6)
    }
  }

  @Test func oneStrideHasNoDeviation() {
    var average = EnvelopeAverage()
    average.add(profile(2))
    #expect(average.deviation.allSatisfy { $0 == 0 } && average.mean[1] == 2)
  }
}
