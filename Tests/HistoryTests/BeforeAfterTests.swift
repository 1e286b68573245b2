import Files
import History
import Recording
import SessionResults
import TestSupport
import Testing

/// Only sessions that can be compared are, and the words say no more than the numbers.
@Suite struct BeforeAfterTests {
  private static let work = Moment("2026-03-15")!

  /// A session on a day of March or April 2026, counted from the first.
  private static func point(_ day: Int, silent: Int = 12, share: Double = 0.47) -> TrendPoint {
    TrendPoint(
      number: Int64(day), startedAt: Moment(seconds: Moment("2026-03-01")!.seconds + 86_400 * (day - 1)), seconds: 600,
      bandLowHz: 30, bandHighHz: 450, reference: "profile", leg: "", strides: 810, judged: 800, silent: silent, weak: 0,
      cadenceStridesPerMin: 81, shareMedian: share, shareLowerQuartile: share - 0.04, shareUpperQuartile: share + 0.05,
      levelDifferenceDb: -13.5)
  }

  private static let points: [TrendPoint] =
    [(1, 44.1), (3, 46.0), (5, 47.3), (7, 45.2), (9, 43.9)].map { point($0, silent: 20 - $0, share: $1 / 100) }
    + [(20, 48.8), (22, 46.5), (24, 50.2), (26, 49.1), (28, 47.7), (30, 51.0)].map {
      point($0, silent: $0 - 10, share: $1 / 100)
    }

  private func compare(_ points: [TrendPoint], log: [LogEntry] = []) throws -> BeforeAfter {
    let split = try #require(HistorySplit("2026-03-15", in: log))
    return try #require(BeforeAfter(points, log: log, leg: "", split: split))
  }

  @Test func saysByHowMuchAndHowSure() throws {
    let comparison = try compare(Self.points)
    let words = ComparisonWords(comparison)
    #expect(words.title == "Before and after 2026-03-15: 5 sessions against 6 sessions" && words.canCompare)
    let share = try #require(comparison.measures.first { $0.name == "glute share" })
    #expect(words.line(share) == "glute share: 45.2 → 49.0 %, difference +3.7 (95 % interval 1.3 … 6.1)")
    #expect(
      words.chance(share)
        == "Chance alone brings a difference as large in about 1 of 100 such comparisons: a change beyond chance, "
        + "whatever its cause.")
    let level = try #require(comparison.measures.first { $0.unit == "dB" })
    #expect(
      words.chance(level) == "Chance alone brings a difference as large nearly always: no clear change.")
    #expect(words.leftOut == [] && share.caution == nil)
  }

  @Test func whatCannotBeComparedIsLeftOutWithItsReason() throws {
    var points = Self.points
    let changes: [(inout TrendPoint) -> Void] = [
      { $0.bandLowHz = 20 }, { $0.reference = "session" }, { $0.cadenceStridesPerMin = 75 }, { $0.judged = 49 },
    ]
    for (index, change) in changes.enumerated() {
      var point = Self.point(40 + index)
      change(&point)
      points.append(point)
    }
    points.append(Self.point(44))
    points[points.count - 1].bandLowHz = 20
    let comparison = try compare(points)
    #expect(comparison.sessions == [5, 6])
    #expect(
      ComparisonWords(comparison).leftOut == [
        "Left out: sessions 40, 44: band 20–450 Hz instead of 30–450 Hz.",
        "Left out: session 42: cadence 75.0, more than 5 % from 81.0 strides/min.",
        "Left out: session 43: only 49 strides judged, 50 are needed.",
        "Left out: session 41: reference “session” instead of “profile”.",
      ])
  }

  @Test func aShareRelativeToTheSessionItselfIsMarkedSo() throws {
    let comparison = try compare(
      Self.points.map {
        var point = $0
        point.reference = "session"
        return point
      })
    let share = try #require(comparison.measures.first { $0.name == "glute share" })
    #expect(share.caution?.hasPrefix("It is relative to the beginning of each session, so it cannot show") == true)
  }

  @Test func theConditionsOfMostSessionsOnBothSidesCount() throws {
    // many sessions with another band, but none of them before
    let others = (31..<50).map { day in
      var point = Self.point(day)
      point.bandLowHz = 20
      return point
    }
    #expect(try compare(Self.points + others).sessions == [5, 6])
  }

  @Test func oneSideAloneIsNoComparison() throws {
    let comparison = try compare(Array(Self.points.prefix(5)))
    #expect(!ComparisonWords(comparison).canCompare && comparison.measures == [])
    let few = try compare(Array(Self.points.prefix(7)))
    let share = try #require(few.measures.first { $0.name == "glute share" })
    #expect(ComparisonWords(few).line(share).hasSuffix("(too few for an interval)"))
    #expect(
      ComparisonWords(few).chance(share)
        == "With 5 and 2 values even a large difference may be chance; 4 or more on each side say more.")
  }

  @Test func sorenessIsComparedToo() throws {
    let log = try [(2, 6), (4, 7), (6, 5), (8, 6), (20, 3), (22, 2), (24, 3), (26, 1)].map { day, soreness in
      try LogEntry(at: Self.point(day).startedAt, text: "", soreness: soreness, area: "hamstring")
    }
    let measure = try #require(try compare(Self.points, log: log).measures.first { $0.name.hasPrefix("soreness") })
    #expect(measure.before == 6 && measure.after == 2.5 && measure.counts == [4, 4])
    #expect((measure.shift.interval?.upperBound ?? 0) < 0)
  }

  @Test func theMomentIsADateOrALogEntry() throws {
    let log = [
      try LogEntry(at: Moment(seconds: 1000), text: "", soreness: 4),
      try LogEntry(at: Moment(seconds: 2000), text: "Foam rolling"),
      try LogEntry(at: Moment(seconds: 3000), text: "Psoas release 10 min"),
    ]
    #expect(HistorySplit(firstWorkIn: log)?.event == "Foam rolling")
    #expect(HistorySplit("psoas", in: log)?.moment.seconds == 3000)
    #expect(HistorySplit("2026-03-15", in: log)?.event == nil)
    #expect(HistorySplit("yoga", in: log) == nil && HistorySplit(firstWorkIn: []) == nil)
  }
}
