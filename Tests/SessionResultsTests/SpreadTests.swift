import SessionResults
import Testing

@Suite struct SpreadTests {
  /// Rounding of a few operations in double precision.
  private static let tolerance = 1e-12

  @Test func nothingHasNoSpread() { #expect(Spread([]) == nil) }

  @Test func oneValueIsItsOwnMedian() throws {
    let one = try #require(Spread([7]))
    #expect(one.median == 7 && one.lowerQuartile == 7 && one.upperQuartile == 7 && one.count == 1)
    #expect(one.variationPercent == nil)
  }

  @Test func quartilesLieBetweenValues() throws {
    let four = try #require(Spread([4, 1, 3, 2]))
    #expect(four.lowerQuartile == 1.75 && four.median == 2.5 && four.upperQuartile == 3.25)
  }

  @Test func variationIsTheStandardDeviationOverTheMean() throws {
    // mean 4, squared deviations 0 + 9 + 1 + 4 + 36 = 50, over 4 = 12.5
    let five = try #require(Spread([4, 1, 3, 2, 10]))
    #expect(five.median == 3 && five.lowerQuartile == 2 && five.upperQuartile == 4)
    #expect(abs(try #require(five.variationPercent) - 25 * 12.5.squareRoot()) < Self.tolerance * 100)
  }

  @Test func valuesOnBothSidesOfZeroHaveNoVariation() throws {
    #expect(try #require(Spread([-1, 1, 2])).variationPercent == nil)
  }
}
