import Files
import Recording

/// What the charts of the page draw, in short keys; times in milliseconds since 1970, as scripts count.
struct HistoryPageData: Encodable {
  let points: [Point]
  let log: [Mark]
  let trends: [Trend]
  let events: [Event]
  let lanes: [String]

  /// One session on one leg.
  struct Point: Encodable {
    let time: Int
    let session: Int64
    let leg: String
    let level: Double?
    let glute: Double?
    let hamstring: Double?
    let share: Double?
    let low: Double?
    let high: Double?
    let silent: Double?
    let met: Double?
    /// The aim on the scale of the maximum.
    let aim: Double?
  }

  /// One log entry.
  struct Mark: Encodable {
    let time: Int
    let words: String
    let isWork: Bool
    let soreness: Int?
  }

  /// A trend line with its band, at some times.
  struct Trend: Encodable {
    let leg: String
    let measure: String
    let times: [Int]
    let middle: [Double]
    let low: [Double]
    let high: [Double]
    /// When it was beyond chance.
    let since: Int?
  }

  /// A mark in a lane.
  struct Event: Encodable {
    let time: Int
    let lane: String
    let words: String
  }

  init(_ points: [TrendPoint], log: [LogEntry], trends: [WeeksTrend], events: [HistoryEvents.Event]) {
    let percent = { (part: Double?) in part.map { 100 * $0 } }
    self.points = points.map { point in
      Point(
        time: 1000 * point.startedAt.wallSeconds, session: point.number, leg: point.leg,
        level: point.levelDifferenceDb, glute: percent(point.gluteOfMaximum),
        hamstring: percent(point.hamstringOfMaximum), share: percent(point.shareMedian),
        low: percent(point.shareLowerQuartile), high: percent(point.shareUpperQuartile),
        silent: point.silentPerThousand, met: percent(point.aim?.metShare),
        aim: point.aim?.kind == "maximum" ? percent(point.aim?.value) : nil)
    }
    self.log = log.map { entry in
      Mark(
        time: 1000 * entry.at.wallSeconds, words: TrendNote(entry).words, isWork: !entry.text.isEmpty,
        soreness: entry.soreness)
    }
    self.trends = trends.compactMap(Trend.init)
    self.events = events.map { Event(time: 1000 * $0.at.wallSeconds, lane: $0.lane, words: $0.words) }
    lanes = HistoryEvents.lanes(events)
  }
}

extension HistoryPageData.Trend {
  /// The band is curved; so many pieces show it.
  private static let pieces = 24

  /// Nil for too few days.
  init?(_ trend: WeeksTrend) {
    guard let line = trend.line, let first = trend.days.first?.moment, let last = trend.days.last?.moment else {
      return nil
    }
    let moments = (0...Self.pieces).map { piece in
      let later = (last.wallSeconds - first.wallSeconds) * piece / Self.pieces
      return Moment(seconds: first.seconds + later, utcOffset: first.utcOffset)
    }
    let bands = moments.map { line.band(at: $0) }
    let since: Int? =
      switch trend.finding {
      case .changed(let since, _), .wentBack(let since): 1000 * since.wallSeconds
      case .tooFew, .unchanged: nil
      }
    self.init(
      leg: trend.leg, measure: trend.measure.rawValue, times: moments.map { 1000 * $0.wallSeconds },
      middle: moments.map { line.decibels(at: $0) }, low: bands.map(\.lowerBound), high: bands.map(\.upperBound),
      since: since)
  }
}
