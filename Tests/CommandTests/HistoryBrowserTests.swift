import Foundation
import WebPages
import TestSupport
import Testing

/// The page of the weeks in a real browser.
@Suite(
  .enabled(if: HeadlessBrowser.program != nil, HeadlessBrowser.absence),
  .enabled(if: ChartLibrary() != nil, "libjs-chart.js is not installed."))
struct HistoryBrowserTests {
  /// A canvas with axes, text and data has dozens of colours, a blank one has one.
  private static let leastColours = 20

  @Test(arguments: [false, true]) func everyChartIsDrawnWithoutComplaint(isDark: Bool) throws {
    let folder = try TemporaryFolder()
    for index in 0..<10 {
      for leg in ["left", "right"] {
        var session = MadeSession()
        (session.seed, session.leg, session.more) = (index, leg, MadeSession.weeks)
        session.more.leg = session.more.leg.replacing("-12.5", with: "\(-14 + index)")
        session.startedAt = String(format: "2026-03-%02dT1%d:30:00Z", index + 1, leg == "left" ? 7 : 8)
        try session.write(to: folder["runs/\(index)\(leg)"])
      }
    }
    let runs = (0..<10).flatMap { ["runs/\($0)left", "runs/\($0)right"] }
    let log = ["log", "psoas", "--soreness", "3", "--date", "2026-03-04", "--store", "h.sqlite", "--person", "P07"]
    for arguments in [
      ["history", "add", "--store", "h.sqlite"] + runs, log,
      ["history", "--store", "h.sqlite", "--html", "weeks.html"],
    ] {
      let result = try GlutecueProcess.run(arguments, in: folder.path)
      try #require(result.exitCode == 0, "\(result.standardError)")
    }
    let (sight, complaints) = try HeadlessBrowser.look(
      at: folder.bytes("weeks.html"), width: isDark ? 500 : 1100, isDark: isDark)
    #expect(complaints == [] && sight.isDrawn && !sight.isTooWide)
    #expect(sight.charts == ["level", "maximum", "met", "events", "soreness", "share", "silent"])
    for (chart, colours) in zip(sight.charts, sight.colours) {
      #expect(colours >= Self.leastColours, "\(chart) has \(colours) colours.")
    }
  }
}
