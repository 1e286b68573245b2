import EMGUnits
import Testing

/// Numbers that come from anywhere do no harm.
enum SafeNumberTests {}

extension SafeNumberTests {
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

  /// Numbers that no session has are found before they are read.
  @Suite struct ImmenseNumberTests {
    @Test(arguments: ["{\"a\": 1e18}", "[0, -1e15]", "{\"a\": {\"b\": [9223372036854775807]}}", "1e400", "[1,2,-3e99]"])
    func isFoundWhereverItStands(text: String) { #expect(ImmenseNumber(inJSON: Array(text.utf8)) != nil) }

    @Test(arguments: [
      "{\"a\": 999999999999999, \"b\": -0.5e-30}", "{\"1e18\": \"1e18 \\\" 1e18\"}", "", "\"", "\"\\", "-",
      "{\"a\": tru",
    ])
    func saneTextHasNone(text: String) { #expect(ImmenseNumber(inJSON: Array(text.utf8)) == nil) }

    @Test func isToldAsWritten() {
      #expect(ImmenseNumber(inJSON: Array("{\"strides\": 1e18}".utf8))?.description == "1e18")
    }
  }
}
