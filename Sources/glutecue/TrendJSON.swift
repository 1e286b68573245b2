import Foundation
import History
import Recording
import SessionReading

/// The trend for programs.
struct TrendJSON: Encodable {
  let sessions: [Point]
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
  init(_ points: [TrendPoint], log: [LogEntry], comparisons: [BeforeAfter]) {
    sessions = points.map(Point.init)
    self.log = log
    self.comparisons = comparisons.map(Comparison.init)
  }

  /// Keys in snake case, sorted.
  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
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
      gluteAboveHamstringDb: point.levelDifferenceDb)
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
