import Biofeedback
import EMGUnits
import Foundation
import HTMLReport
import Report
import Testing

/// The page's text.
@Suite struct ReportPageTests {
  private let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../ReportTests/Fixtures")

  private func session(_ change: (inout SessionSummary) -> Void = { _ in }) throws -> ReportedSession {
    var summary = try SessionSummary.read(folder.appending(path: "tiring.json").path)
    change(&summary)
    return ReportedSession(
      summary: summary, strides: Self.strides, cues: [], gallery: nil, date: "a day", command: "glutecue analyze <run>")
  }

  /// 2,197 judged strides, the last 44 silent.
  private static let strides = (1...2197).map { number in
    var muscles = InlineArray<5, MuscleStride?>(repeating: nil)
    for place in 0..<2 {
      muscles[place] = MuscleStride(rms: 0.01, activation: 0.9, onset: nil, medianFrequency: nil)
    }
    return StrideRecord(
      leg: .left, number: number, contact: 0.7 * Double(number), end: 0.7 * Double(number + 1), contactKnown: nil,
      confidence: 0.9, flags: StrideFlags(), verdict: number > 2153 ? .silent : .firing, muscles: muscles)
  }

  private func html(_ session: ReportedSession, charts: ChartLibrary? = nil) throws -> String {
    String(decoding: try ReportPage(session, charts: charts).html(), as: UTF8.self)
  }

  /// A library that draws nothing.
  private func library() throws -> ChartLibrary {
    let path = FileManager.default.temporaryDirectory.appending(path: "chart-\(UUID().uuidString).js").path
    try Data("/*! Chart.js v3.9.1 */\nvar Chart;".utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try #require(ChartLibrary(paths: [path]))
  }

  @Test func theAnswerComesFirst() throws {
    let page = try html(session())
    let answer = "The glute fired in 98 % of 2,197 strides; it was silent in 44, all of them after minute 25; "
    let place = try #require(page.range(of: answer))
    #expect(page[..<place.lowerBound].ranges(of: "<table").isEmpty)
    #expect(page.contains("<li>The longest run of failing strides: 14 strides, 9.8 s, from 18:20.3.</li>"))
  }

  @Test func textFromFilesIsEscaped() throws {
    let evil = "<script>alert('x')</script> & \"run\".wav"
    let page = try html(
      session {
        $0.input.name = evil
        $0.warnings = [evil]
        $0.software = evil
      }, charts: library())
    #expect(!page.contains("<script>alert"))
    #expect(page.contains("<h1>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;run&quot;.wav</h1>"))
    #expect(page.contains("<li>&lt;script&gt;alert("))
    #expect(page.contains("glutecue analyze &lt;run&gt;"))
  }

  @Test func nothingIsLoaded() throws {
    let page = try html(session(), charts: library())
    for tag in [" src=", "<link", "<iframe", "@import", "url(", "http:", "https:", " style=", " onload="] {
      #expect(!page.contains(tag), "\(tag)")
    }
  }

  @Test func onlyItsOwnScriptsMayRun() throws {
    let page = try html(session(), charts: library())
    let policy = try #require(
      page.firstMatch(of: /default-src 'none'; script-src 'nonce-([a-z0-9]{20,})'; style-src 'nonce-([a-z0-9]+)'/))
    #expect(policy.1 == policy.2)
    for script in page.matches(of: /<script[^>]*>/).map(\.output) {
      #expect(script.contains("nonce=\"\(policy.1)\"") || script.contains("type=\"application/json\""))
    }
    #expect(try !html(session(), charts: library()).contains(String(policy.1)))
  }

  @Test func theDataIsJSON() throws {
    let page = try html(session(), charts: library())
    let data = try #require(page.firstMatch(of: /<script type="application\/json" id="data">([^<]*)<\/script>/)).1
    let object = try #require(try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any])
    let legs = try #require(object["legs"] as? [[String: Any]])
    let strides = try #require(legs.first?["strides"] as? [String: String])
    #expect(strides["verdict"]?.count == 2197 && strides["contact"]?.split(separator: ",").count == 2197)
    #expect(strides["contact"]?.hasPrefix("0.70,1.40,") == true)
  }

  @Test func withoutChartJSThereAreTablesAndAReason() throws {
    let page = try html(session())
    #expect(
      page.contains("The charts need Chart.js, version 3 or 4. Install it with “sudo apt install libjs-chart.js”"))
    #expect(!page.contains("<canvas") && !page.contains("<script"))
    #expect(page.contains("<td>43.8</td>") && page.contains("<caption>Change in ten minutes</caption>"))
  }

  @Test func everyChartHasWords() throws {
    let page = try html(session(), charts: library())
    let canvases = page.matches(of: /<canvas[^>]*>/).map(\.output)
    #expect(canvases.count >= 3)
    for canvas in canvases { #expect(canvas.contains("role=\"img\" aria-label=\"")) }
  }

  @Test func headingsDescendOneStepAtATime() throws {
    let page = try html(session(), charts: library())
    var last = 0
    for heading in page.matches(of: /<h([1-6])/) {
      let level = try #require(Int(heading.1))
      #expect(level <= last + 1)
      last = level
    }
  }

  @Test func itSaysWhatItCannotSay() throws {
    let page = try html(session())
    #expect(page.contains("What this can and cannot say") && page.contains("not a diagnosis"))
    #expect(page.contains("Arab et al. 2011") && page.contains("not a medical device"))
  }
}
