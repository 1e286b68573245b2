import Foundation
import Mustache
import Recording

/// The trend as one HTML file that needs nothing else: charts, comparison, sessions, log. Opens offline, light and dark,
/// on a phone and on paper. The same history gives the same bytes.
public struct HistoryPage {
  private let points: [TrendPoint]
  private let log: [LogEntry]
  private let comparisons: [BeforeAfter]

  /// Debian's libjs-chart.js; read when a page is made, not shipped with GluteCue.
  static let chartLibrary = "/usr/share/javascript/chart.js/chart.min.js"

  /// Of what the history holds.
  public init(_ points: [TrendPoint], log: [LogEntry], comparisons: [BeforeAfter]) {
    self.points = points
    self.log = log
    self.comparisons = comparisons
  }

  /// The page.
  ///
  /// - Throws: `.failed` where Chart.js is not installed.
  public func html() throws(HistoryError) -> String {
    guard let library = FileManager.default.contents(atPath: Self.chartLibrary) else {
      throw .failed(
        path: Self.chartLibrary,
        reason: "Chart.js, which draws the page, is not installed there. Install the package libjs-chart.js")
    }
    do {
      let data = try dataText()
      var values = content()
      // one word that only this page's own scripts and styles carry
      values["nonce"] = ContentHash.of(data)
      values["library"] = String(decoding: library, as: UTF8.self)
      values["data"] = data
      values["script"] = HistoryPageScript.text
      values["style"] = HistoryPageStyle.text
      return try MustacheTemplate(string: HistoryPageTemplate.text).render(values)
    } catch { throw .failed(path: "history page", reason: "it cannot be made (\(error))") }
  }

  private func content() -> [String: Any] {
    let numbers = Set(points.map(\.number)).count
    return [
      "sessions": numbers == 1 ? "1 session" : "\(numbers) sessions",
      "from": points.first?.startedAt.date ?? "", "to": points.last?.startedAt.date ?? "",
      "isRelative": points.contains { $0.reference == "session" },
      "hasSoreness": log.contains { $0.soreness != nil },
      "comparisons": comparisons.map(Self.content), "caveat": ComparisonWords.caveat,
      "rows": points.reversed().map(Self.content),
      "log": log.reversed().map { ["date": $0.at.date, "words": TrendNote($0).words] },
    ]
  }

  private static func content(_ comparison: BeforeAfter) -> [String: Any] {
    let words = ComparisonWords(comparison)
    let measures = comparison.measures.map { measure in
      ["line": words.line(measure), "chance": words.chance(measure), "caution": measure.caution ?? ""]
    }
    return [
      "title": words.title, "measures": words.canCompare ? measures : [], "cannot": !words.canCompare,
      "leftOut": words.leftOut,
    ]
  }

  private static func content(_ point: TrendPoint) -> [String: Any] {
    let percent = { (value: Double?) in value.map { (100 * $0).decimals(1) } ?? "–" }
    return [
      "number": "\(point.number)", "leg": point.leg, "date": point.startedAt.date,
      "minutes": (point.seconds / 60).decimals(0), "strides": point.strides.grouped,
      "cadence": point.cadenceStridesPerMin?.decimals(1) ?? "–",
      "silent": point.silentPerThousand?.decimals(1) ?? "–", "share": percent(point.shareMedian),
      "spread": "\(percent(point.shareLowerQuartile)) … \(percent(point.shareUpperQuartile))",
    ]
  }

  /// What the charts draw: JSON without a character that could end the script it stands in.
  private func dataText() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let data = HistoryPageData(points, log: log)
    return String(decoding: try encoder.encode(data), as: UTF8.self).replacing("<", with: "\\u003c")
  }
}
