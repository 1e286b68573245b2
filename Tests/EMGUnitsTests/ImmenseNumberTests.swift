import EMGUnits
import Testing

/// Numbers that no session has are found before they are read.
@Suite struct ImmenseNumberTests {
  @Test(arguments: ["{\"a\": 1e18}", "[0, -1e15]", "{\"a\": {\"b\": [9223372036854775807]}}", "1e400", "[1,2,-3e99]"])
  func isFoundWhereverItStands(text: String) { #expect(ImmenseNumber(inJSON: Array(text.utf8)) != nil) }

  @Test(arguments: [
    "{\"a\": 999999999999999, \"b\": -0.5e-30}", "{\"1e18\": \"1e18 \\\" 1e18\"}", "", "\"", "\"\\", "-", "{\"a\": tru",
  ])
  func saneTextHasNone(text: String) { #expect(ImmenseNumber(inJSON: Array(text.utf8)) == nil) }

  @Test func isToldAsWritten() {
    #expect(ImmenseNumber(inJSON: Array("{\"strides\": 1e18}".utf8))?.description == "1e18")
  }
}
