import Foundation
import History
import TestSupport
import Testing

/// Two sessions side by side say what can be compared, and no more.
@Suite struct SessionPairTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func side(_ name: String, _ change: (inout MadeSession) -> Void = { _ in }) throws -> SessionSide {
    var session = MadeSession()
    (session.more, session.reference) = (MadeSession.weeks, "easy-run")
    session.startedAt = "2026-03-0\(name == "a" ? 1 : 9)T17:30:00+01:00"
    change(&session)
    return try SessionSide(session.write(to: folder[name]))
  }

  @Test func saysTheChangeAndTheSmallestThatCanBeTold() throws {
    let pair = SessionPair(
      before: try side("a"),
      after: try side("b") {
        $0.more.leg = $0.more.leg.replacing("0.08", with: "0.32").replacing("-12.5", with: "-4.5")
        $0.share = 0.5
      })
    let leg = try #require(pair.legs.first)
    #expect(
      leg.answer
        == "Glute, % of its maximum: 8.0 before, 32 after, ×4.0; more than two single days differ by chance (×3.0).")
    #expect(
      leg.rows.map { [$0.name, $0.before, $0.after, $0.change, $0.meaning] } == [
        [
          "Glute against hamstring, dB", "−12.5", "−4.5", "×2.5",
          "within what two single days differ by chance (up to ×4.7)",
        ],
        ["Glute, % of its maximum", "8.0", "32", "×4.0", "more than two single days differ by chance (×3.0)"],
        [
          "Hamstring, % of its maximum", "31", "31", "×1.0",
          "within what two single days differ by chance (up to ×3.0)",
        ],
        ["Glute share, both of their maximum, %", "20.5", "20.5", "0.0", "moves with both electrodes"],
        ["Glute share, %", "47.0", "50.0", "+3.0", ""],
        ["Silent strides per 1,000", "15.0", "15.0", "0.0", "counted against each session's reference"],
        ["Strides that met the aim, %", "75.0", "75.0", "0.0", ""],
        ["Cadence, strides/min", "81.5", "81.5", "0.0", ""],
      ])
    let page = try SessionPairPage(pair).html()
    #expect(
      page.contains("<h1>P07: before and after</h1>")
        && page.contains("P07, 2026-03-09 17:30, 10 min, default, session 3"))
    #expect(page.contains(leg.answer) && page.contains("content=\"default-src 'none'; style-src 'nonce-"))
    #expect(!page.contains("<script"))
    #expect(
      pair.cautions == [
        "Electrodes are applied again on another day: levels in µV are not compared, and of glute and hamstring each single day "
          + "varies by CV 41 % (Colyer & McGuigan 2018, J Sports Sci Med 17:101), so that two days differ by up to ×3.0 by "
          + "chance. Several sessions say more: glutecue history."
      ])
  }

  @Test func whatCannotBeComparedIsShownWithItsReason() throws {
    let pair = SessionPair(
      before: try side("a") { $0.bandHz = [20, 450] },
      after: try side("b") { $0.more.summary = $0.more.summary.replacing("P07", with: "P08") })
    let leg = try #require(pair.legs.first)
    #expect(leg.answer == "These two cannot be compared: the bands differ, 20–450 Hz against 30–450 Hz.")
    #expect(
      leg.rows.prefix(3).allSatisfy {
        $0.change == "–" && $0.meaning == "the bands differ, 20–450 Hz against 30–450 Hz"
      })
    #expect(pair.cautions[0] == "These are two people, P07 and P08: between people levels say little.")
  }

  @Test func sessionsAgainstTheirOwnBeginningShareNoShare() throws {
    let pair = SessionPair(
      before: try side("b") { $0.reference = "session" },
      after: try side("a") {
        $0.reference = "session"
        $0.leg = "left"
      })
    #expect(pair.legs.isEmpty)
    #expect(
      pair.cautions.contains("The first session named is the later one.")
        && pair.cautions.contains("Only one of them has a leg without a name and the left leg."))
    let same = SessionPair(
      before: try side("a") { $0.reference = "session" }, after: try side("c") { $0.reference = "session" })
    let share = try #require(same.legs.first?.rows.first { $0.name == "Glute share, %" })
    #expect(share.meaning == "not comparable: each against its own beginning")
  }

  @Test func notesAndMarksOfAnyKindAreHarmless() throws {
    let evil = "<script>alert(1)</script>"
    let first = try side("a") {
      $0.more.summary += "\"notes\": \"\(evil)\", \"marks\": [{ \"seconds\": 754.2, \"label\": \"hill \(evil)\" }],"
    }
    #expect(first.marks == ["12:34 hill \(evil)"])
    let page = try SessionPairPage(SessionPair(before: first, after: try side("b"))).html()
    #expect(!page.contains("<script") && page.contains("&lt;script&gt;alert(1)"))
  }
}
