import SessionReading
import Testing

@Suite struct DelimitedTextTests {
  private func fields(_ text: String) -> [[String]] { DelimitedText(Array(text.utf8)).records.map(\.fields) }

  @Test func readsPlainAndQuotedFields() {
    #expect(fields("a,b,c\n1,,3\n") == [["1", "", "3"]])
    #expect(fields("a,b\r\n\"x, y\",\"say \"\"hi\"\"\"\r\n") == [["x, y", "say \"hi\""]])
    #expect(fields("a,b\n\"two\nlines\",z") == [["two\nlines", "z"]])
    #expect(fields("\u{FEFF}a\n1\n\n2\n") == [["1"], ["2"]] && fields("") == [])
  }

  @Test func knowsTheLinesAndTheColumns() {
    let table = DelimitedText(Array("\u{FEFF}a,b\n\"1\n2\",x\n3,y\n".utf8))
    #expect(table.records.map(\.line) == [2, 4] && table.column("b") == 1 && table.column("c") == nil)
    #expect(table.header == ["a", "b"])
  }
}
