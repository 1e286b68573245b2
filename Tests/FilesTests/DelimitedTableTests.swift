import Files
import Testing

@Suite struct DelimitedTableTests {
  private func rows(_ bytes: [UInt8]) -> [[String]] {
    var table = DelimitedTable(bytes)
    var rows = [table.header]
    while table.advance() { rows.append((0..<table.fieldCount).map { table.text($0) }) }
    return rows
  }

  private func rows(_ text: String) -> [[String]] { rows(Array(text.utf8)) }

  @Test func readsPlainAndQuotedFields() {
    #expect(rows("a,b,c\n1,,3\n") == [["a", "b", "c"], ["1", "", "3"]])
    #expect(rows("a,b\r\n\"x, y\",\"say \"\"hi\"\"\"\r\n") == [["a", "b"], ["x, y", "say \"hi\""]])
    #expect(rows("a,b\n\"two\nlines\",z") == [["a", "b"], ["two\nlines", "z"]])
    #expect(rows("\u{FEFF}a\n1\n\n2\n") == [["a"], ["1"], ["2"]] && rows("") == [[]])
  }

  @Test func knowsTheLinesAndTheColumns() {
    var table = DelimitedTable(Array("\u{FEFF}a, b \n\"1\n2\",x\n3,y\n".utf8))
    var lines: [Int] = []
    while table.advance() { lines.append(table.line) }
    #expect(lines == [2, 4] && table.column("b") == 1 && table.column("c") == nil && table.header == ["a", "b"])
  }

  /// As editors, spreadsheets and old systems save the same table.
  @Test(arguments: [
    "time_s,kind,leg\n0.5,silent,left\n-1.25,weak,\n", "time_s,kind,leg\r\n0.5,silent,left\r\n-1.25,weak,\r\n",
    "time_s,kind,leg\r0.5,silent,left\r-1.25,weak,\r", "\u{FEFF}time_s;kind;leg\r\n0,5;silent;left\r\n-1,25;weak;\r\n",
    "sep=;\r\ntime_s;kind;leg\r\n0,5;silent;left\r\n-1,25;weak;\r\n",
    "time_s\tkind\tleg\n0,5\tsilent\tleft\n-1,25\tweak\t\n",
    "\"time_s\",\"kind\",\"leg\"\n\"0.5\",\"silent\",\"left\"\n\"-1.25\",\"weak\",\"\"\n",
    "time_s;kind;leg\n0.5;silent;left\n-1.25;weak;",
  ])
  func everyStyleOfATableIsTheSameTable(text: String) {
    var utf16: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16.drop(while: { $0 == 0xFEFF }) { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    for bytes in [Array(text.utf8), utf16] {
      var table = DelimitedTable(bytes)
      #expect(table.header == ["time_s", "kind", "leg"] && table.advance())
      #expect(table.number(0) == .known(0.5) && table.text(1) == "silent" && table.text(2) == "left")
      #expect(table.advance() && table.number(0) == .known(-1.25) && table.text(1) == "weak" && table.text(2) == "")
      #expect(!table.isCutOff && !table.advance())
    }
  }

  @Test(arguments: [
    ("", DelimitedTable.Number.unknown), (" ", .unknown), ("12", .known(12)), (" 12.5 ", .known(12.5)),
    ("1e3", .known(1000)), ("-0.125", .known(-0.125)), (".", .wrong(".")), ("-", .wrong("-")), ("nan", .wrong("nan")),
    ("inf", .wrong("inf")), ("0x1F", .wrong("0x1F")), ("1.2.3", .wrong("1.2.3")), ("1e999", .wrong("1e999")),
    ("12345678901234567168", .known(12_345_678_901_234_567_168)),
  ])
  func numbersAreNumbersAndNothingElse(text: String, number: DelimitedTable.Number) {
    var table = DelimitedTable(Array("a,b\n\(text),x\n".utf8))
    #expect(
      table.advance() && table.number(0) == number && table.number(nil) == .unknown && table.number(7) == .unknown)
  }

  @Test func aDecimalCommaNeedsAnotherSeparator() {
    var table = DelimitedTable(Array("a,b\n\"1,5\",2\n".utf8))
    #expect(table.advance() && table.number(0) == .wrong("1,5"))
    table = DelimitedTable(Array("a;b\n1.234,5;2\n".utf8))
    #expect(table.advance() && table.number(0) == .wrong("1.234,5"))
  }

  @Test func aLineThatWasCutOffIsKnown() {
    var table = DelimitedTable(Array("a,b,c\n1,2,3\n4,5".utf8))
    #expect(table.advance() && !table.isCutOff && table.advance() && table.isCutOff && !table.advance())
    table = DelimitedTable(Array("a,b,c\n1,2,3\n4,5,6".utf8))
    #expect(table.advance() && table.advance() && !table.isCutOff)
  }

  /// Whatever fields hold comes back, and whatever bytes are read, the reader ends.
  @Test func whatIsWrittenComesBack() {
    var generator = Seeded(state: 11)
    let pieces = ["a", ",", "\"", "\n", "\r\n", " ", "é", "", "1.5", ";"]
    for _ in 0..<500 {
      let written = (0..<4).map { _ in
        (0..<3).map { _ in
          (0..<Int.random(in: 0...4, using: &generator)).map { _ in pieces.randomElement(using: &generator)! }.joined()
        }
      }
      let text = "x,y,z\n" + written.map { $0.map(DelimitedField.written).joined(separator: ",") + "\n" }.joined()
      #expect(rows(text).dropFirst() == written[...])
    }
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
        Array("ab,;\t\"\r\n=0.".utf8).randomElement(using: &generator)!
      }
      #expect(rows(bytes).count <= bytes.count + 2)
    }
  }

  private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 33
    }
  }

  @Test func tabbedTextStaysInItsField() {
    #expect(DelimitedField.tabbed("up\tthe\nhill\u{14}") == "up the hill " && DelimitedField.tabbed("") == "n/a")
  }
}
