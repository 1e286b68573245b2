import SessionResults
import TestSupport
import Testing

@Suite struct TheilSenTests {
  /// Rounding of a few operations in double precision.
  private static let tolerance = 1e-12

  /// Numbers of `scipy.stats.theilslopes(y, x, 0.95)`, scipy 1.17.1:
  ///
  ///     x = range(1, 13); y = [62.0, 63.5, 61.0, 60.5, 61.5, 59.0, 60.0, 58.5, 57.0, 58.5, 56.0, 57.5]
  ///     x = [0.5, 1.5, 2.5, 3.5, 4.5, 6.0, 7.5, 8.5, 9.5, 10.5]; y = [5, 3, 8, 1, 9, 2, 7, 4, 6, 5]
  private static let courses: [(x: [Double], y: [Double], slope: Double, low: Double, high: Double)] = [
    (
      (1...12).map(Double.init), [62.0, 63.5, 61.0, 60.5, 61.5, 59.0, 60.0, 58.5, 57.0, 58.5, 56.0, 57.5],
      -0.5857142857142856, -0.7, -0.375
    ),
    (
      [0.5, 1.5, 2.5, 3.5, 4.5, 6.0, 7.5, 8.5, 9.5, 10.5], [5, 3, 8, 1, 9, 2, 7, 4, 6, 5], 0.1111111111111111,
      -0.6666666666666666, 0.6666666666666666
    ),
  ]

  @Test(arguments: 0..<2) func givesTheNumbersOfScipy(_ index: Int) throws {
    let course = Self.courses[index]
    let line = try #require(TheilSen(course.x, course.y))
    let interval = line.interval(inflation: 1)
    #expect(abs(line.slope - course.slope) < Self.tolerance)
    #expect(abs(interval.lowerBound - course.low) < Self.tolerance)
    #expect(abs(interval.upperBound - course.high) < Self.tolerance)
  }

  @Test func twoPointsAtTheSameTimeHaveNoSlope() {
    #expect(TheilSen([], []) == nil)
    #expect(TheilSen([1], [1]) == nil)
    #expect(TheilSen([1, 1], [1, 2]) == nil)
  }

  @Test func aQuarterOfWildValuesLeavesTheSlope() throws {
    let x = (0..<40).map(Double.init)
    let y = x.map { $0.truncatingRemainder(dividingBy: 4) == 3 ? 1000 : 2 * $0 }
    #expect(abs(try #require(TheilSen(x, y)).slope - 2) < 0.5)
  }

  @Test func inflationWidensTheInterval() throws {
    let y = SeededNoise.normal(seed: 5, count: 30).map(Double.init)
    let line = try #require(TheilSen((0..<30).map(Double.init), y))
    let narrow = line.interval(inflation: 1)
    let wide = line.interval(inflation: 4)
    #expect(wide.lowerBound < narrow.lowerBound && wide.upperBound > narrow.upperBound)
  }
}
