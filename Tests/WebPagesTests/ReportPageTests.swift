import Foundation
import WebPages
import SessionResults
import Testing

/// The page's text.
@Suite struct ReportPageTests {
  private func session(_ change: (inout SessionSummary) -> Void = { _ in }) throws -> ReportedSession {
    try MadeReport.session(strides: 2197, silent: 2154...2197, change)
  }

  private func html(_ session: ReportedSession, charts: ChartLibrary? = nil) throws -> String {
    String(decoding: try PageBytes.of(session, charts: charts), as: UTF8.self)
  }

  @Test func theAnswerComesFirst() throws {
    let page = try html(session())
    let answer = "The glute fired in 98 % of 2,197 strides; it was silent in 44, all of them after minute 25; "
    let place = try #require(page.range(of: answer))
    #expect(page[..<place.lowerBound].ranges(of: "<table").isEmpty)
    #expect(page.contains("<li>Longest run of weak or silent strides: 14 strides, 9.8 s, from 18:20.3.</li>"))
  }

  @Test func textFromFilesIsEscaped() throws {
    let evil = "<script>alert('x')</script> & \"run\".wav"
    let page = try html(
      session {
        $0.input.name = evil
        $0.warnings = [evil]
        $0.software = evil
      }, charts: MadeReport.library())
    #expect(!page.contains("<script>alert"))
    #expect(page.contains("<h1>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;run&quot;.wav</h1>"))
    #expect(page.contains("<li>&lt;script&gt;alert("))
    #expect(page.contains("glutecue analyze &lt;run&gt;"))
  }

  @Test func notesAndMarksAreShownAndDrawn() throws {
    let made = try session {
      $0.notes = "treadmill <1 %>"
      $0.marks = [.init(seconds: 61.5, label: "hill </script>"), .init(seconds: 1e300, label: "far beyond it")]
      $0.marks?.append(.init(seconds: 1200, label: ""))
    }
    let page = try html(made, charts: MadeReport.library())
    #expect(page.contains("Notes: treadmill &lt;1 %&gt;") && !page.contains("far beyond it"))
    #expect(page.contains("<th scope=\"row\">1:01.5</th><td>hill &lt;/script&gt;</td>"))
    #expect(page.contains("<th scope=\"row\">20:00.0</th><td>–</td>"))
    let data = try #require(page.firstMatch(of: /<script type="application\/json" id="data">([^<]*)<\/script>/)).1
    let object = try #require(try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any])
    let marks = try #require((object["legs"] as? [[String: Any]])?.first?["marks"] as? [[String: Any]])
    #expect(marks.map { $0["at"] as? Double } == [61.5, 1200])
    #expect(marks.map { $0["label"] as? String } == ["hill </script>", ""])
    #expect(try !html(session()).contains("<h2 id=\"marks\">"))
  }

  /// Not “of its reference”: what 100 % is, in words.
  @Test func itSaysWhatHundredPercentIs() throws {
    let page = try html(session { $0.legs[0].ratio = Spread([0.9, 1, 1.1]) }, charts: MadeReport.library())
    #expect(page.contains("50 % = the same balance as at today&#39;s start, not half the work."))
    #expect(page.contains("Glute, activation, % of today&#39;s start"))
    #expect(!page.contains("of its reference"))
    let text = #"{"kind": "easy-run", "gait": "running", "strides": 10, "muscles": []}"#
    let reference = try JSONDecoder().decode(SessionSummary.Reference.self, from: Data(text.utf8))
    let easy = try html(
      session {
        $0.legs[0].ratio = Spread([0.9, 1, 1.1])
        $0.legs[0].references = [reference]
      }, charts: MadeReport.library())
    #expect(easy.contains("50 % = the same balance as in your easy run, not half the work."))
  }

  @Test func itSaysWhoseAndWhichLegItIs() throws {
    let page = try html(
      session {
        $0.person = "P07"
        $0.legs[0].leg = "left"
      })
    #expect(page.contains("<span>P07</span><span>a day</span>") && page.contains("<span>left leg</span>"))
  }

  /// An interval wider than what could be is not put into numbers.
  @Test func aTrendOfTooFewMinutesIsToldAsSuch() throws {
    let page = try html(
      session {
        $0.legs[0].fatigue[0].activationPercent?.lower = -157.9
        $0.legs[0].fatigue[0].activationPercent?.upper = 798.3
      })
    #expect(page.contains("<td>too few minutes to tell</td>") && !page.contains("798.3"))
  }

  @Test func nothingIsLoaded() throws {
    let page = try html(session(), charts: MadeReport.library())
    for tag in [" src=", "<link", "<iframe", "@import", "url(", "http:", "https:", " style=", " onload="] {
      #expect(!page.contains(tag), "\(tag)")
    }
  }

  @Test func onlyItsOwnScriptsMayRun() throws {
    let page = try html(session(), charts: MadeReport.library())
    let policy = try #require(
      page.firstMatch(of: /default-src 'none'; script-src 'nonce-([a-z0-9]{20,})'; style-src 'nonce-([a-z0-9]+)'/))
    #expect(policy.1 == policy.2)
    for script in page.matches(of: /<script[^>]*>/).map(\.output) {
      #expect(script.contains("nonce=\"\(policy.1)\"") || script.contains("type=\"application/json\""))
    }
    #expect(try !html(session(), charts: MadeReport.library()).contains(String(policy.1)))
  }

  @Test func theDataIsJSON() throws {
    let page = try html(session(), charts: MadeReport.library())
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
    let page = try html(session(), charts: MadeReport.library())
    let canvases = page.matches(of: /<canvas[^>]*>/).map(\.output)
    #expect(canvases.count >= 3)
    for canvas in canvases { #expect(canvas.contains("role=\"img\" aria-label=\"")) }
  }

  @Test func headingsDescendOneStepAtATime() throws {
    let page = try html(session(), charts: MadeReport.library())
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

  /// Ten hours: every stride is in it, and it is handed on in parts that no memory feels.
  @Test func aVeryLongSessionComesInPartsWithEveryStride() throws {
    let count = 50_000
    let silent = 31_000...31_100
    let parts = try PageBytes.parts(
      MadeReport.session(strides: count, silent: silent), MadeReport.library())
    #expect(parts.count > 20)
    #expect(parts.allSatisfy { $0.count < 100_000 })
    let page = String(decoding: parts.flatMap(\.self), as: UTF8.self)
    let data = try #require(page.firstMatch(of: /<script type="application\/json" id="data">([^<]*)<\/script>/)).1
    let object = try #require(try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any])
    let legs = try #require(object["legs"] as? [[String: Any]])
    let strides = try #require(legs.first?["strides"] as? [String: String])
    for name in ["contact", "number", "share", "ratio", "cadence"] {
      #expect(strides[name]?.split(separator: ",", omittingEmptySubsequences: false).count == count, "\(name)")
    }
    let verdicts = Array(try #require(strides["verdict"]))
    #expect(verdicts.count == count)
    #expect(verdicts.indices.filter { verdicts[$0] == "s" }.map { $0 + 1 } == Array(silent))
  }
}
