import Files
import Testing

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (76_288, "76,288"), (1_048_576, "1,048,576"), (-12_345, "-12,345"),
    (Int.min, "-9,223,372,036,854,775,808"),
  ])
  func digitsStandInGroupsOfThree(number: Int, text: String) {
    #expect(number.grouped == text)
  }

  @Test func oneFrameIsNotSeveral() {
    #expect([0, 1, 2, 48_000].map(\.frames) == ["0 frames", "1 frame", "2 frames", "48,000 frames"])
  }

  @Test(arguments: [
    (4.0663, "4.066"), (1000, "1000"), (0.001, "0.001"), (0.00123456, "0.001235"), (123_456, "123456"), (-2.5, "-2.5"),
    (0, "0.0"), (.infinity, "inf"),
  ])
  func fourDigitsAreEnough(number: Double, text: String) {
    #expect(number.significant == text)
  }

  @Test(arguments: [(5, "5"), (0.1, "0.1"), (-3, "-3"), (2.5e-7, "2.5e-07"), (1e300, "1e+300")] as [(Double, String)])
  func wholeNumbersHaveNoFraction(number: Double, text: String) {
    #expect(number.plain == text)
  }

  /// Two ways to round, as files and people have them: 0.125 is exact in binary.
  @Test func filesRoundAsCDoesAndPeopleAwayFromZero() {
    #expect(0.125.fixed(2) == "0.12" && 0.125.decimals(2) == "0.13")
    #expect((-0.04).fixed(1) == "-0.0" && (-0.04).decimals(1) == "0.0")
    #expect(12_345.678.fixed(1) == "12345.7" && 12_345.678.decimals(1) == "12,345.7" && (-12.0).decimals(0) == "−12")
  }
}
