import Files
import Foundation
import History
import Recording
import SessionResults
import TestSupport
import Testing

/// The trend fits a terminal and says the same to a file.
@Suite struct TrendTextTests {
  private func point(_ number: Int64, day: Int, share: Double?, leg: String = "") -> TrendPoint {
    TrendPoint(
      number: number, startedAt: Moment(String(format: "2026-03-%02d 18:00", day))!, seconds: 1932, leg: leg,
      strides: 2610, judged: 2600, silent: 8, weak: 0, cadenceStridesPerMin: 81.16, shareMedian: share,
      shareLowerQuartile: share.map { $0 - 0.05 }, shareUpperQuartile: share.map { $0 + 0.05 })
  }

  private func lines(_ style: TrendText.Style = .plain) throws -> [String] {
    let log = [
      try LogEntry(at: Moment("2026-03-03")!, text: "psoas release 10 min", soreness: 3, area: "hamstring"),
      try LogEntry(at: Moment("2026-03-04")!, text: String(repeating: "long words ", count: 12)),
    ]
    let calibration = CalibrationEntry(
      at: Moment("2026-03-03 12:00")!, profile: "me.json", content: [], reference: "easy-run",
      note: "new\u{1B}[2J\nelectrodes")
    var (left, last) = (point(2, day: 5, share: 0.5, leg: "left"), point(12_345, day: 6, share: nil))
    left.levelDifferenceDb = -13.55
    (left.gluteOfMaximum, left.hamstringOfMaximum, last.hamstringOfMaximum) = (0.08, 0.312, 0.03)
    return TrendText(
      [point(1, day: 2, share: 0.45), left, last], notes: TrendNote.all(log, [calibration]), style: style
    ).lines
  }

  @Test func standsInColumns() throws {
    #expect(
      try lines()
        == [
          "   #  date         min strides silent  level   max %  share 40 % ·········· 60 %",
          "                                /1000     dB   gl/ha      %",
          "   1  2026-03-02    32   2,610    3.1      –       –   45.0 ─────●─────",
          "      2026-03-03  ◆ psoas release 10 min · soreness 3 (hamstring)",
          "      2026-03-03  ◇ calibrated: me.json · easy-run · new [2J electrodes",
          "      2026-03-04  ◆ " + String(repeating: "long words ", count: 12).prefix(59) + "…",
          "   2L 2026-03-05    32   2,610    3.1  −13.6    8/31   50.0      ─────●────",
          "12345  2026-03-06    32   2,610    3.1      –     –/3      –",
        ])
  }

  /// Once a session, whatever legs it has.
  @Test func aSessionOfAProgrammeIsNamed() {
    var (left, right) = (point(3, day: 5, share: 0.5, leg: "left"), point(3, day: 5, share: 0.5, leg: "right"))
    let programme = TrendProgramme(name: "default", session: 3, sessions: 8, feedbackShare: 0)
    (left.programme, right.programme) = (programme, programme)
    var long = point(4, day: 6, share: nil)
    long.programme = TrendProgramme(name: String(repeating: "x", count: 90))
    let lines = TrendText([left, right, long], notes: [], style: .plain).lines
    #expect(lines.count == 7 && lines[2].hasPrefix("   3L") && lines[3].hasPrefix("   3R"))
    #expect(lines[4] == "      default, session 3 of 8, without feedback")
    #expect(lines[6] == "      " + String(repeating: "x", count: 73) + "…")
  }

  @Test func fitsEightyColumns() throws {
    #expect(try lines().allSatisfy { $0.count <= 80 })
  }

  @Test func coloursAreTheOnlyDifference() throws {
    let bare = try lines(.coloured).map { $0.replacing(/\u{1B}\[\d+m/, with: "") }
    #expect(try bare == lines(.plain) && lines(.plain).allSatisfy { !$0.contains("\u{1B}") })
  }
}
