/// What the charts of the page draw, in short keys; times in milliseconds since 1970, as scripts count.
struct HistoryPageData: Encodable {
  let points: [Point]
  let log: [Mark]

  /// One session on one leg.
  struct Point: Encodable {
    let time: Int
    let session: Int64
    let leg: String
    let share: Double?
    let low: Double?
    let high: Double?
    let silent: Double?
  }

  /// One log entry.
  struct Mark: Encodable {
    let time: Int
    let words: String
    let isWork: Bool
    let soreness: Int?
  }

  init(_ points: [TrendPoint], log: [LogEntry]) {
    self.points = points.map { point in
      Point(
        time: 1000 * point.startedAt.wallSeconds, session: point.number, leg: point.leg,
        share: point.shareMedian.map { 100 * $0 }, low: point.shareLowerQuartile.map { 100 * $0 },
        high: point.shareUpperQuartile.map { 100 * $0 }, silent: point.silentPerThousand)
    }
    self.log = log.map { entry in
      Mark(
        time: 1000 * entry.at.wallSeconds, words: TrendNote(entry).words, isWork: !entry.text.isEmpty,
        soreness: entry.soreness)
    }
  }
}
