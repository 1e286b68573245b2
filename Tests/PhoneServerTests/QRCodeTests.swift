import Testing

import PhoneServer

@Suite struct QRCodeTests {
  @Test func hasTheThreeFindersOfTheNorm() throws {
    let code = try #require(QRCode("http://192.168.1.5:8080/#pair=123456"))
    let side = code.rows.count
    #expect(code.rows.allSatisfy { $0.count == side })
    // sizes of the norm: 21, 25, 29, …
    #expect(side % 4 == 1 && side >= 21)
    let finder = (0..<7).map { row in
      (0..<7).map { column in
        let ring = max(abs(row - 3), abs(column - 3))
        return ring != 2
      }
    }
    for (top, left) in [(0, 0), (0, side - 7), (side - 7, 0)] {
      #expect((0..<7).map { row in Array(code.rows[top + row][left..<left + 7]) } == finder)
    }
  }

  @Test func aTerminalShowsTwoRowsALineWithALightMargin() throws {
    let code = try #require(QRCode("glutecue"))
    let lines = code.terminalLines
    #expect(lines.count == (code.rows.count + 4 + 1) / 2)
    #expect(lines.allSatisfy { $0.count == code.rows.count + 4 })
    #expect(lines[0].allSatisfy { $0 == "█" })
    #expect(code.digits.map(\.count) == code.rows.map(\.count))
  }

  @Test func aTextThatIsTooLongHasNone() { #expect(QRCode(String(repeating: "x", count: 5000)) == nil) }
}
