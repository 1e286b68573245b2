import Foundation
import WebPages
import SessionResults
import Testing

/// JSON as the page's scripts read it.
@Suite struct ChartValueTests {
  private func json(_ value: ChartValue) throws -> String {
    try PageBytes.text { page throws(OutputError) in try value.write(to: &page) }
  }

  @Test func valuesAreAsJSONHasThem() throws {
    let value = ChartValue.object([
      ("a", .number(0.5)), ("b", nil), ("c", .list([.whole(-3), .number(2), .number(.nan)])),
      ("d", .row { page throws(OutputError) in try page.add(row: 3, decimals: 1) { $0 == 1 ? nil : Double($0) } }),
    ])
    #expect(try json(value) == #"{"a":0.5,"c":[-3,2,null],"d":"0.0,,2.0"}"#)
  }

  /// A summary may have been edited by hand.
  @Test func noTextEndsItsScript() throws {
    let text = "</script><!-- \"\\\n µ"
    let found = try json(.list([.text(text)]))
    #expect(!found.contains("<") && found.hasPrefix(#"["\u003c/script>"#))
    #expect(try JSONDecoder().decode([String].self, from: Data(found.utf8)) == [text])
  }
}
