import Files
import Foundation
import History
import Recording
import SessionResults

/// The trend for programs.
struct TrendJSON: Encodable {
  let person: String?
  let sessions: [Point]
  let trends: [Trend]
  let log: [LogEntry]
  let comparisons: [Comparison]

  /// One session on one leg.
  struct Point: Encodable {
    let session: Int64
    let startedAt: Moment
    /// As the calendar showed it where the session was recorded.
    let date: String
    let leg: String?
    let seconds: Double
    let bandHz: [Double]?
    let reference: String?
    let strides: Int
    let judged: Int
    let silent: Int
    let weak: Int
    let silentPerThousand: Double?
    let cadenceStridesPerMin: Double?
    let gluteShare: Double?
    let gluteShareLowerQuartile: Double?
    let gluteShareUpperQuartile: Double?
    let gluteAboveHamstringDb: Double?
    let gluteOfMaximum: Double?
    let hamstringOfMaximum: Double?
    let maximumShare: Double?
    let against: String?
    let aim: Aim?
    let programme: Programme?
  }

  /// What the strides were to reach.
  struct Aim: Encodable {
    let kind: String
    let value: Double?
    let judgedStrides: Int?
    let metStrides: Int?
    let firstLevel: Double?
    let lastLevel: Double?
  }

  /// The session of a programme.
  struct Programme: Encodable {
    let name: String
    let session: Int?
    let sessions: Int?
    let feedback: Double?
  }

  /// Whether a level has changed over the weeks.
  struct Trend: Encodable {
    let leg: String?
    /// `level` or `maximum`.
    let measure: String
    let days: Int
    /// `too-few`, `unchanged`, `changed` or `went-back`.
    let finding: String
    let since: Moment?
    let changeDb: Double?
    let changeDbInterval95: [Double]?
    let smallestFactorSingleDays: Double
    let smallestFactor: Double
    let smallestFactorDays: Int
    let scatterDb: Double
    /// `own` or `published`.
    let scatterFrom: String
    let answer: String
    let leftOut: [LeftOut]
  }

  /// Before against after on one leg.
  struct Comparison: Encodable {
    let leg: String?
    let at: Moment
    let event: String?
    let sessionsBefore: Int
    let sessionsAfter: Int
    let measures: [Measure]
    let leftOut: [LeftOut]
  }

  /// One measure of it.
  struct Measure: Encodable {
    let name: String
    let unit: String
    let before: Double
    let after: Double
    let difference: Double
    let interval95: [Double]?
    let probability: Double
  }

  /// A session that could not be compared.
  struct LeftOut: Encodable {
    let session: Int64
    let reason: String
  }

  /// Of what the history holds.
  init(
    _ points: [TrendPoint], log: [LogEntry], trends: [WeeksTrend], comparisons: [BeforeAfter], person: String? = nil
  ) {
    self.person = person
    sessions = points.map(Point.init)
    self.trends = trends.map(Trend.init)
    self.log = log
    self.comparisons = comparisons.map(Comparison.init)
  }

  /// Keys in snake case, sorted.
  func text() throws -> String { try JSONText.text(self) }
}

extension TrendJSON.Point {
  fileprivate init(_ point: TrendPoint) {
    let band = [point.bandLowHz, point.bandHighHz].compactMap { $0 }
    self.init(
      session: point.number, startedAt: point.startedAt, date: point.startedAt.date,
      leg: point.leg.isEmpty ? nil : point.leg,
      seconds: point.seconds, bandHz: band.count == 2 ? band : nil, reference: point.reference, strides: point.strides,
      judged: point.judged, silent: point.silent, weak: point.weak, silentPerThousand: point.silentPerThousand,
      cadenceStridesPerMin: point.cadenceStridesPerMin, gluteShare: point.shareMedian,
      gluteShareLowerQuartile: point.shareLowerQuartile, gluteShareUpperQuartile: point.shareUpperQuartile,
      gluteAboveHamstringDb: point.levelDifferenceDb, gluteOfMaximum: point.gluteOfMaximum,
      hamstringOfMaximum: point.hamstringOfMaximum, maximumShare: point.maximumShare, against: point.against,
      aim: point.aim.map {
        TrendJSON.Aim(
          kind: $0.kind, value: $0.value, judgedStrides: $0.judged, metStrides: $0.met, firstLevel: $0.firstLevel,
          lastLevel: $0.lastLevel)
      },
      programme: point.programme.map {
        TrendJSON.Programme(name: $0.name, session: $0.session, sessions: $0.sessions, feedback: $0.feedbackShare)
      })
  }
}

extension TrendJSON.Comparison {
  fileprivate init(_ comparison: BeforeAfter) {
    self.init(
      leg: comparison.leg.isEmpty ? nil : comparison.leg, at: comparison.moment, event: comparison.event,
      sessionsBefore: comparison.sessions[0], sessionsAfter: comparison.sessions[1],
      measures: comparison.measures.map { measure in
        TrendJSON.Measure(
          name: measure.name, unit: measure.unit, before: measure.before, after: measure.after,
          difference: measure.shift.difference,
          interval95: measure.shift.interval.map { [$0.lowerBound, $0.upperBound] },
          probability: measure.shift.probability)
      },
      leftOut: comparison.leftOut.map { TrendJSON.LeftOut(session: $0.number, reason: $0.reason) })
  }
}

extension TrendJSON.Trend {
  fileprivate init(_ trend: WeeksTrend) {
    let (finding, since): (String, Moment?) =
      switch trend.finding {
      case .tooFew: ("too-few", nil)
      case .unchanged: ("unchanged", nil)
      case .changed(let since, _): ("changed", since)
      case .wentBack(let since): ("went-back", since)
      }
    let change = trend.line.flatMap { line in
      trend.days.first.flatMap { first in trend.days.last.map { line.change(from: first.moment, to: $0.moment) } }
    }
    let scatterFrom = if case .own = trend.smallest.source { "own" } else { "published" }
    self.init(
      leg: trend.leg.isEmpty ? nil : trend.leg, measure: trend.measure.rawValue, days: trend.days.count,
      finding: finding, since: since, changeDb: change?.decibels,
      changeDbInterval95: change.map { [$0.interval.lowerBound, $0.interval.upperBound] },
      smallestFactorSingleDays: trend.smallest.factor(1, against: 1),
      smallestFactor: trend.smallest.factor(trend.compared, against: trend.compared),
      smallestFactorDays: trend.compared, scatterDb: trend.smallest.scatterDb, scatterFrom: scatterFrom,
      answer: WeeksWords(trend).answer,
      leftOut: trend.leftOut.map { TrendJSON.LeftOut(session: $0.number, reason: $0.reason) })
  }
}
