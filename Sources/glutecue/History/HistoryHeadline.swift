import History
import SessionReading

/// The first line of the trend: how much there is.
struct HistoryHeadline {
  private let points: [TrendPoint]
  private let log: [LogEntry]
  private let shown: Int

  /// `shown` sessions of all `points` follow.
  init(_ points: [TrendPoint], log: [LogEntry], shown: Int) {
    self.points = points
    self.log = log
    self.shown = shown
  }

  /// `48 sessions, 2026-03-02 to 2026-11-20; 9 log entries.`, and on a line of its own how many are shown.
  var text: String {
    let total = Set(points.map(\.number)).count
    var text = total == 1 ? "1 session" : "\(total) sessions"
    if let first = points.first?.startedAt, let last = points.last?.startedAt {
      text += first.date == last.date ? ", \(first.date)" : ", \(first.date) to \(last.date)"
    }
    if !log.isEmpty { text += log.count == 1 ? "; 1 log entry" : "; \(log.count) log entries" }
    return text + (shown < total ? ".\nThe latest \(shown) (--all shows every one):" : ".")
  }
}
