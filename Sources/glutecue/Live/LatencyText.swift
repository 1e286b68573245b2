import LiveSession
import Report

/// What was measured, as a table.
struct LatencyText {
  private let result: LatencyTest.Result

  init(_ result: LatencyTest.Result) { self.result = result }

  /// Lines, each with its end.
  var text: String {
    var lines = "\(result.clicksFound) of \(result.clicksPlayed) clicks came back.\n"
    guard result.totalMs != nil else { return lines }
    lines += "\n              median      99 %    99.9 %   largest   (ms)\n"
    lines += row("playback", result.playbackMs) + row("capture", result.captureMs)
    lines += row("processing", result.processingMs) + row("total", result.totalMs)
    return lines
  }

  private func row(_ name: String, _ values: SessionSummary.Percentiles?) -> String {
    guard let values else { return "" }
    let numbers = [values.median, values.p99, values.p999, values.max].map { Self.right(SummaryText.number($0, 2)) }
    return "  " + name + String(repeating: " ", count: 10 - name.count) + numbers.joined() + "\n"
  }

  private static func right(_ text: String) -> String {
    String(repeating: " ", count: max(0, 10 - text.count)) + text
  }
}
