import History
import TestSupport
import Testing

/// Against scipy.stats.mannwhitneyu (exact, and asymptotic with continuity correction) and the interval of R's
/// wilcox.test, whose order statistics are those of the exact distribution of U.
@Suite struct RankShiftTests {
  /// Sums of differences of decimals.
  private static let rounding = 1e-9

  private func close(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < Self.rounding } ?? false }

  @Test func agreesWithScipyForFewValues() throws {
    let rise = try #require(
      RankShift(before: [44.1, 46.0, 47.3, 45.2, 43.9], after: [48.8, 46.5, 50.2, 49.1, 47.7, 51.0]))
    #expect(close(rise.difference, 3.65) && close(rise.probability, 0.008658008658008658))
    #expect(close(rise.interval?.lowerBound, 1.3) && close(rise.interval?.upperBound, 6.1))
    let fall = try #require(RankShift(before: [9.5, 3.1, 14.2, 7.7], after: [2.2, 6.4, 1.1, 0.3]))
    #expect(close(fall.difference, -6.95) && close(fall.probability, 0.05714285714285714))
    #expect(close(fall.interval?.lowerBound, -13.9) && close(fall.interval?.upperBound, 3.3))
  }

  private func thousandths(_ value: Double) -> Double { (1000 * value).rounded() / 1000 }

  @Test func agreesWithScipyForManyValues() throws {
    let before = (0..<30).map { thousandths(45 + 3 * Double($0 * 37 % 101) / 101) }
    let after = (0..<25).map { thousandths(46 + 3 * Double($0 * 53 % 97) / 97) }
    let shift = try #require(RankShift(before: before, after: after))
    #expect(close(shift.difference, 0.879) && close(shift.probability, 0.001619202061991673))
    #expect(close(shift.interval?.lowerBound, 0.352) && close(shift.interval?.upperBound, 1.379))
  }

  @Test func tooFewValuesHaveNoInterval() throws {
    let shift = try #require(RankShift(before: [1, 2, 3], after: [4, 5, 6, 7]))
    #expect(shift.interval == nil && close(shift.difference, 3.5) && close(shift.probability, 0.05714285714285714))
    #expect(RankShift(before: [], after: [1]) == nil)
    #expect(RankShift(before: [1, 2, 3], after: [4, 5, 6, 7, 8])?.interval != nil)
  }

  @Test func equalValuesAreNoChange() throws {
    let shift = try #require(RankShift(before: [1, 1, 1, 1], after: [1, 1, 1, 1]))
    #expect(shift.difference == 0 && shift.probability == 1 && shift.interval == 0...0)
  }
}
