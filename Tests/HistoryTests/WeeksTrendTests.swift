import Glibc
import History
import Recording
import SessionResults
import TestSupport
import Testing

/// Eight weeks of training are told as a change when they were one, and only then.
@Suite struct WeeksTrendTests {
  /// Of 100 people, as many as must be told what is true.
  private static let most = 95

  /// The glute of a chronic runner comes back from a fifth, in several ways.
  static let recoveries: [(name: String, glute: @Sendable (Double) -> Double)] = [
    ("evenly", { 0.2 + 0.8 * $0 }), ("by a steady factor", { 0.2 * pow(5, $0) }),
    ("in the middle", { 0.2 + 0.8 / (1 + exp(-12 * ($0 - 0.5))) }),
  ]

  @Test(arguments: recoveries.indices) func aGluteThatComesBackIsToldOfNearlyEverybody(index: Int) {
    let findings = SimulatedWeeks(glute: Self.recoveries[index].glute).findings(people: 100)
    let told = findings.count { if case .changed = $0 { true } else { false } }
    #expect(told >= Self.most, "\(told) of 100")
  }

  @Test func whoDoesNotChangeIsToldSoHoweverOftenTheyLook() {
    for (level, cv) in [(0.2, 0.2), (1, 0.2), (0.2, 0.41)] {
      let weeks = SimulatedWeeks(glute: { _ in level }, gainCV: cv)
      let told = weeks.everTold(people: 100)
      #expect(told <= 100 - Self.most, "\(told) of 100 at \(level), CV \(cv)")
      let findings = weeks.findings(people: 100)
      #expect(findings.count { $0 == .unchanged } >= Self.most)
    }
  }

  /// 2,000 people: the boundary keeps what it promises, half of it for one of two measures, and is not idle.
  @Test func falseAlarmsStayBelowWhatIsPromised() {
    let weeks = SimulatedWeeks(glute: { _ in 0.2 }, sessions: 60)
    let told = weeks.findings(people: 2000).count { $0 != .unchanged }
    #expect((6...Int(2000 * 0.02 * 1.35)).contains(told), "\(told) of 2000")
  }

  @Test func aChangeIsToldSinceTheDayOnWhichItWasBeyondChance() throws {
    // no scatter: each day lies above all before it
    let points = (0..<12).map { SimulatedWeeks.point(index: $0, sessions: 12, level: -14 + Double($0)) }
    let trend = try #require(WeeksTrend(points, leg: "", measure: .level, legCount: 1))
    #expect(trend.finding == .changed(since: points[5].startedAt, day: 6))
    let words = WeeksWords(trend)
    #expect(words.title == "Level of the glute against the hamstring")
    #expect(words.answer == "changed beyond chance since 2026-03-27 (day 6 of 12)")
    #expect(
      words.amount
        == "First five days −12.0 dB, latest five −5.0 dB. Trend line from 2026-03-02 to 2026-04-26: ×3.5 (95 % interval "
        + "×3.5 … ×3.5).")
  }

  @Test func whatWasBeyondChanceAndWentBackIsToldAsThat() throws {
    let levels = (0..<10).map { -14 + Double($0) } + (0..<14).map { -15 - Double($0) }
    let points = levels.enumerated().map { SimulatedWeeks.point(index: $0, level: $1) }
    let trend = try #require(WeeksTrend(Array(points.prefix(18)), leg: "", measure: .level, legCount: 1))
    #expect(WeeksWords(trend).answer == "changed beyond chance since 2026-03-13, and has gone back by more than half")
  }

  @Test func tooFewDaysSayWhenMoreCanBeSaid() throws {
    var points = (0..<3).map { SimulatedWeeks.point(index: $0, level: -14 + Double($0)) }
    points[1].startedAt = points[0].startedAt
    let trend = try #require(WeeksTrend(points, leg: "", measure: .level, legCount: 1))
    let words = WeeksWords(trend)
    #expect(trend.days.count == 2 && trend.days[0].decibels == -13.5 && trend.line == nil)
    #expect(words.answer == "2 days so far; from day 6 on a change can be told apart from day-to-day scatter")
    #expect(
      words.smallest
        == "The smallest change that can be told from scatter: ×4.7 between two single days (from others, CV 41 % between "
        + "days of each muscle, Colyer & McGuigan 2018, J Sports Sci Med 17:101; from 8 days on, from your own).")
    #expect(WeeksTrend(points, leg: "", measure: .maximum, legCount: 1) == nil)
  }

  @Test func whatCannotBeComparedIsLeftOut() throws {
    var points = (0..<10).map { SimulatedWeeks.point(index: $0, level: -14) }
    points[9].bandLowHz = 20
    points[8].cadenceStridesPerMin = 60
    points[7].judged = 10
    points[6].reference = "easy-run"
    let trend = try #require(WeeksTrend(points, leg: "", measure: .level, legCount: 1))
    #expect(trend.days.count == 7)
    #expect(
      WeeksWords(trend).leftOut == [
        "Left out: session 10: band 20–450 Hz instead of 30–450 Hz.",
        "Left out: session 9: cadence 60.0, more than 5 % from 81.0 strides/min.",
        "Left out: session 8: only 10 strides judged, 50 are needed.",
      ])
  }

  /// Of people who do not change, the band holds the true level in 95 of 100, and five days against five differ by more than
  /// the smallest change in at most 5.
  @Test func bandAndSmallestChangeHoldWhatTheySay() throws {
    var (outside, beyond, seen) = (0, 0, 0)
    for seed in 0..<400 {
      let points = SimulatedWeeks(glute: { _ in 1 }, sessions: 20).points(seed: seed)
      let trend = try #require(WeeksTrend(points, leg: "", measure: .level, legCount: 1))
      let line = try #require(trend.line)
      for index in [0, 10, 19] {
        seen += 1
        outside += line.band(at: points[index].startedAt).contains(-4) ? 0 : 1
      }
      let mean = { (days: ArraySlice<TrendDay>) in days.reduce(0) { $0 + $1.decibels } / Double(days.count) }
      let change = mean(trend.days.suffix(5)) - mean(trend.days.prefix(5))
      beyond += abs(change) > trend.smallest.decibels(5, against: 5) ? 1 : 0
    }
    #expect(Double(outside) / Double(seen) < 0.06, "\(outside) of \(seen)")
    #expect((5...28).contains(beyond), "\(beyond) of 400")
  }

  @Test func theMaximumIsTheSurerScaleWhereItIsKnown() {
    let people = (0..<100).map {
      SimulatedWeeks(glute: Self.recoveries[1].glute, gainCV: 0.41).points(seed: $0, knowsMaxima: true)
    }
    let told = people.count { points in
      if case .changed? = WeeksTrend(points, leg: "", measure: .maximum, legCount: 1)?.finding { true } else { false }
    }
    #expect(told >= Self.most, "\(told) of 100")
  }
}
