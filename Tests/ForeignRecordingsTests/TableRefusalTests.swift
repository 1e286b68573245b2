import EMGUnits
import ForeignRecordings
import TestSupport
import Testing

/// Tables that cannot be used, or only in part.
@Suite struct TableRefusalTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func table(
    _ rows: Int = 1000, header: String = "time_s,GM (uV),BF (uV)\n",
    _ row: (Int) -> String = { "\((Double($0) / 1000).fixedText(3)),1,2" }
  ) throws -> String {
    try folder.file("run.csv", header + (0..<rows).map { row($0) + "\n" }.joined())
  }

  private func time(_ row: Int) -> String { (Double(row) / 1000).fixedText(3) }

  @Test func timeThatGoesBackwardsOrStandsStill() throws {
    let back = try table { "\(self.time($0 < 700 ? $0 : $0 - 300)),1,2" }
    #expect(
      refusal(back, map: "glute=1")
        == "the time column “time_s” goes backwards at line 702, from 0.699 to 0.4 s. Mend it, or say how many rows a second there "
        + "are: --rate 2000.")
    #expect(refusal(back, map: "glute=1", rate: 1000) == nil)
    let still = try table { "\(self.time(min($0, 600))),1,2" }
    #expect(
      refusal(still)
        == "the time column “time_s” stands still at line 605 (0.6 s). Mend it, or say how many rows a second there are: --rate "
        + "2000.")
    let far = try table { "\($0 < 600 ? self.time($0) : "9000.\($0)"),1,2" }
    #expect(
      refusal(far)
        == "the time column “time_s” jumps by 9000 s at line 602, more than the hour that a gap may last. Mend it, or say how many "
        + "rows a second there are: --rate 2000.")
    let uneven = try table { "\(self.time($0 * $0)),1,2" }
    #expect(
      refusal(uneven)
        == "the time column “time_s” has uneven steps, from 1 to 797 ms. Mend it, or say how many rows a second there are: --rate "
        + "2000.")
  }

  @Test func rateThatContradictsTheTimes() throws {
    #expect(
      refusal(try table(header: "Sampling frequency: 2000\ntime_s,GM (uV),BF (uV)\n"))
        == "above the table stands a rate of 2000 Hz, and the time column “time_s” has 1000 Hz. Say which it is with --rate."
    )
  }

  @Test func columnsOfNothing() throws {
    let empty = try table { "\(self.time($0)),NaN,2" }
    #expect(
      refusal(empty, map: "glute=1,hamstring=2")
        == "the column “GM” holds no number, only empty fields or NaN.")
    #expect(refusal(empty, map: "hamstring=2") == nil)
    let blank = try table { "\(self.time($0)),,2" }
    #expect(refusal(blank) == "the column “GM” holds no number, only empty fields or NaN.")
  }

  @Test func aColumnWithHolesIsToldAndText() throws {
    let holes = try table { "\(self.time($0)),\($0 % 10 == 3 ? "NaN" : $0 % 10 == 4 ? "" : "5"),2" }
    let recording = try ForeignRecording.opened(holes)
    _ = try recording.take("glute=1,hamstring=2")
    #expect(try recording.all()[3][0].isNaN)
    #expect(
      recording.remarks.last
        == "channel 1 “GM”: 200 of its 1,000 samples are missing (NaN or empty) and count as unusable.")
    let text = try table { "\(self.time($0)),\($0 == 500 ? "off" : "5"),2" }
    #expect(
      refusal(text)
        == "line 502 has “off” where a number should be, in the column “GM”. Take it out, or leave the field empty for a sample that is "
        + "missing.")
    #expect(refusal(text, map: "hamstring=2") == nil)
  }

  @Test func commasThatSeparateBothColumnsAndDecimals() throws {
    #expect(
      refusal(try table(header: "time,GM,BF\n") { _ in "0,001,0,5,0,25" })
        == "line 1 names 3 columns and the rows have 6 fields: commas seem to separate both columns and decimals. Export it with "
        + "semicolons or tabs, or with decimal points.")
    // quotes make it plain
    let quoted = try table(header: "time_s,GM (mV)\n") { "\"0,\(self.time($0).dropFirst(2))\",\"0,25\"" }
    #expect(refusal(quoted) == nil)
  }

  @Test func aTruncatedLastRowAndAFooter() throws {
    let whole = try table()
    let cut = try folder.file("cut.csv", String(try folder.text("run.csv").dropLast(3)))
    let recording = try ForeignRecording.opened(cut)
    #expect(recording.frameCount == 999)
    #expect(recording.remarks == ["The last line is cut off; read to the last whole row."])
    let footer = try folder.file("footer.csv", try folder.text("run.csv") + "end of export\n")
    let read = try ForeignRecording.opened(footer)
    #expect(read.frameCount == 1000)
    #expect(read.remarks == ["1 line without numbers left out, the first is line 1002."])
    #expect(try ForeignRecording.opened(whole).frameCount == 1000)
  }

  @Test func whatIsNoTable() throws {
    let words =
      "no rows of numbers are found in its first 3 lines. Expected: one row a sample, with columns between tabs, semicolons, "
      + "commas or spaces."
    #expect(refusal(try folder.file("letter.txt", "Dear runner,\nhow are you?\nYours\n")) == words)
    #expect(refusal(try folder.file("empty.csv", "")) == "the file is empty (0 bytes). Nothing was recorded.")
    #expect(
      refusal(try folder.file("time.csv", "time_s,index\n" + (0..<50).map { "\(time($0)),\($0)\n" }.joined()))
        == "its columns hold time or counts only, and no signal. Its columns: “time_s”, “index”.")
    #expect(refusal(folder["nothing.csv"]) == "NotForeign()")
  }

  @Test func unitsThatAreNoVoltage() throws {
    #expect(
      refusal(try table(header: "time_s,GM (deg),BF (uV)\n"), map: "glute=1,hamstring=2")
        == "channel 1 “GM” is in “deg”, which is no voltage. A muscle's channel is in V, mV, µV or nV. Its channels: 1 “GM” (deg), 2 "
        + "“BF” (µV).")
  }

  @Test func namesThatAreUnclear() throws {
    let path = try folder.file(
      "names.csv",
      "time_s,R GMAX (uV),L GMAX (uV),BF (uV),BF (uV)\n" + (0..<50).map { "\(time($0)),1,2,3,4\n" }.joined())
    #expect(
      refusal(path, map: "glute=gmax")
        == "\(path): “gmax” for glute could be 1 “R GMAX”, 2 “L GMAX”. Give more of the name, or the number.")
    #expect(
      refusal(path, map: "hamstring=BF")
        == "\(path): “BF” for hamstring could be 3 “BF”, 4 “BF”. Give more of the name, or the number.")
    #expect(
      refusal(path, map: "glute=R GMED")
        == "\(path): no channel is called “R GMED”. Did you mean R GMAX? Its channels: 1 “R GMAX”, 2 “L GMAX”, 3 “BF”, 4 “BF”."
    )
    #expect(refusal(path, map: "glute=r gmax") == nil)
  }
}
