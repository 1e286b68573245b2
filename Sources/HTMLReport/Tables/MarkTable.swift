import Report

/// Moments that somebody marked, as a table and for the charts.
enum MarkTable {
  /// More would hide the charts.
  private static let most = 500
  private static let mostSeconds = 1e9

  /// Nil when nothing was marked.
  static func table(_ summary: SessionSummary) -> PageTable? {
    let marks = marks(summary)
    guard !marks.isEmpty else { return nil }
    let all = summary.marks?.count ?? 0
    return PageTable(
      caption: all > marks.count
        ? "The first \(AnswerWords.grouped(marks.count)) of \(AnswerWords.grouped(all)) marks; summary.json has them all"
        : "What was marked in the session; broken lines in the charts over time",
      head: ["Time", "Mark"],
      rows: marks.map { PageTable.Row(name: SummaryText.clock($0.seconds), cells: [$0.label.isEmpty ? "–" : $0.label]) }
    )
  }

  /// For the charts over time.
  static func chart(_ summary: SessionSummary) -> ChartValue {
    .list(marks(summary).map { .object([("at", .number($0.seconds)), ("label", .text($0.label))]) })
  }

  private static func marks(_ summary: SessionSummary) -> [SessionSummary.Mark] {
    Array((summary.marks ?? []).filter { $0.seconds >= 0 && $0.seconds < mostSeconds }.prefix(most))
  }
}
