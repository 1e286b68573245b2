import Report

/// Silent strides in a row.
enum SilentRunTable {
  private static let most = 60

  /// Nil when no stride was silent.
  static func table(_ leg: SessionSummary.Leg) -> PageTable? {
    guard !leg.silentRuns.isEmpty else { return nil }
    let more = leg.silentRuns.count - most
    return PageTable(
      caption: more > 0
        ? "The first \(most) of \(AnswerWords.grouped(leg.silentRuns.count)) runs; strides.csv has them all"
        : "Silent strides that follow each other are one run",
      head: ["From", "To", "First stride", "Last stride"],
      rows: leg.silentRuns.prefix(most).map { run in
        PageTable.Row(
          name: SummaryText.clock(run.fromSeconds),
          cells: [SummaryText.clock(run.toSeconds), "\(run.fromStride)", "\(run.toStride)"])
      })
  }
}
