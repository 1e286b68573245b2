import EMGUnits
import Testing

/// Any number becomes a whole one without a trap.
@Suite struct BoundedIntegerTests {
  @Test(arguments: [0, -0.5, 0.999, 1, -1.5, 12_345.75, 0x1p53 - 1, 1 - 0x1p53])
  func isThatOfTheLanguageWhereThatExists(value: Double) { #expect(Int(bounded: value) == Int(value)) }

  @Test(arguments: [0x1p53, 1e18, 0x1p63, -0x1p63, 1e300, .infinity, .greatestFiniteMagnitude])
  func staysWithinItsBoundsBeyondThem(value: Double) {
    #expect(Int(bounded: value.magnitude) == Int.largestBounded)
    #expect(Int(bounded: -value.magnitude) == -Int.largestBounded)
  }

  @Test func notANumberIsNothing() {
    #expect(Int(bounded: Double.nan) == 0 && Int(bounded: -Double.nan) == 0 && Int(bounded: Float.nan) == 0)
    #expect(Int(bounded: Float.infinity) == Int.largestBounded)
  }

  @Test func whatItGivesCanBeAddedAndMultiplied() {
    let most = Int(bounded: Double.infinity)
    let (sum, isTooMuch) = (1000 * most).addingReportingOverflow(most)
    #expect(!isTooMuch && sum > most)
  }
}
