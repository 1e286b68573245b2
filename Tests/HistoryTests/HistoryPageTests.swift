import Files
import Foundation
import History
import Recording
import SessionResults
import TestSupport
import Testing

/// The page needs nothing from elsewhere and lets nothing in.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: "/usr/share/javascript/chart.js/chart.min.js"),
    "Chart.js (libjs-chart.js) is not installed."))
struct HistoryPageTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func page() throws -> String {
    let store = try HistoryStore(path: folder.store)
    for index in 0..<10 {
      var session = MadeSession()
      (session.seed, session.seconds) = (index, 600 + Double(index))
      session.startedAt = String(format: "2026-03-%02dT17:30:00Z", index + 1)
      _ = try store.add(session: try session.write(to: folder["\(index)"]))
    }
    let evil = "</script><script>alert(1)</script>"
    let log = [
      try store.add(try LogEntry(at: Moment("2026-03-05T20:00:00Z")!, text: evil, soreness: 3, area: "hamstring"))
    ]
    let points = try store.trend()
    let split = try #require(HistorySplit(firstWorkIn: log))
    let comparison = try #require(BeforeAfter(points, log: log, leg: "", split: split))
    return try HistoryPage(points, log: log, trends: WeeksTrend.all(points), comparisons: [comparison]).html()
  }

  @Test func nothingIsFetchedAndOnlyItsOwnScriptsRun() throws {
    let page = try page()
    #expect(page.contains("content=\"default-src 'none'; script-src 'nonce-"))
    let scripts = page.matches(of: /<script[^>]*>/).map { String($0.0) }
    #expect(scripts.count == 3 && scripts.allSatisfy { $0.hasPrefix("<script nonce=\"") })
    #expect(page.matches(of: /<(?:link|img|iframe|object)\b/).isEmpty && !page.contains("</script><script>alert"))
    #expect(page.contains("&lt;/script&gt;&lt;script&gt;alert(1)") && page.contains("\\u003c\\/script>"))
  }

  @Test func saysWhatTheTerminalSays() throws {
    let page = try page()
    #expect(page.contains("10 sessions, 2026-03-01 to 2026-03-10."))
    #expect(
      page.contains("<p class=\"lead\">Level of the glute against the hamstring: no change that can be told apart"))
    #expect(page.contains("5 sessions against 5 sessions</h2>"))
    #expect(page.contains("Chance alone brings a difference as large nearly always: no clear change."))
    #expect(page.contains("A difference says nothing about its cause") && page.contains("<li>2026-03-05: "))
  }

  @Test func aimsProgrammeAndPersonAreOnIt() throws {
    let store = try HistoryStore(path: folder.store)
    var session = MadeSession()
    (session.more, session.startedAt) = (MadeSession.weeks, "2026-03-01T17:30:00Z")
    _ = try store.add(session: try session.write(to: folder["a"]), person: "<b>Anna")
    let points = try store.trend()
    let page = try HistoryPage(points, log: [], trends: WeeksTrend.all(points), comparisons: [], person: "<b>Anna")
      .html()
    #expect(page.contains("<h1>&lt;b&gt;Anna: glute and hamstring over the weeks</h1>") && !page.contains("<b>Anna"))
    #expect(
      page.contains("Aim “maximum” at 10 %: first met in most strides on 2026-03-01, in the latest session 75 % of the")
    )
    #expect(page.contains("On the same time axis as above and below: test without feedback, aim set, aim met."))
    #expect(page.contains("<td class=\"words\">default, session 3 of 8, without feedback</td>"))
    #expect(page.contains("<td>−12.5</td><td>8.0</td><td>31.0</td><td>75.0</td>"))
  }

  @Test func withoutChartJSThereAreWordsATableAndAReason() throws {
    let store = try HistoryStore(path: folder.store)
    _ = try store.add(session: try MadeSession().write(to: folder["a"]))
    let points = try store.trend()
    let page = try HistoryPage(points, log: [], trends: WeeksTrend.all(points), comparisons: [], charts: nil).html()
    #expect(
      page.contains("The charts need Chart.js, version 3 or 4. Install it with “sudo apt install libjs-chart.js”"))
    #expect(!page.contains("<canvas") && !page.contains("<script") && page.contains("<h2>Sessions</h2>"))
  }

  @Test func theSameHistoryGivesTheSameBytes() throws {
    let first = try page()
    #expect(try HistoryPage([], log: [], comparisons: []).html() != first)
    let store = try HistoryStore(path: folder.store)
    let (points, log) = (try store.trend(), try store.log())
    let pages = try (0..<2).map { _ in try HistoryPage(points, log: log, comparisons: []).html() }
    #expect(pages[0] == pages[1])
  }
}
