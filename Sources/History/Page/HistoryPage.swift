import Foundation
import HTMLReport
import Mustache
import Recording

/// The trend as one HTML file that needs nothing else: charts, comparison, sessions, log. Opens offline, light and dark,
/// on a phone and on paper. The same history gives the same bytes.
public struct HistoryPage {
  private let points: [TrendPoint]
  private let log: [LogEntry]
  private let calibrations: [CalibrationEntry]
  private let trends: [WeeksTrend]
  private let comparisons: [BeforeAfter]
  private let person: String?

  /// Of what the history holds of one person.
  public init(
    _ points: [TrendPoint], log: [LogEntry], calibrations: [CalibrationEntry] = [], trends: [WeeksTrend] = [],
    comparisons: [BeforeAfter], person: String? = nil
  ) {
    self.points = points
    self.log = log
    self.calibrations = calibrations
    self.trends = trends
    self.comparisons = comparisons
    self.person = person
  }

  /// The page.
  ///
  /// - Throws: `.failed` where Chart.js is not installed.
  public func html() throws(HistoryError) -> String {
    guard let library = ChartLibrary() else {
      throw .failed(path: "history page", reason: "Chart.js, which draws it, is missing. \(ChartLibrary.remedy)")
    }
    do {
      let data = try dataText()
      var values = content()
      // one word that only this page's own scripts and styles carry
      values["nonce"] = ContentHash.of(data)
      values["library"] = String(decoding: library.script, as: UTF8.self)
      values["data"] = data
      values["script"] = String(decoding: PageTemplates.theme, as: UTF8.self) + "\n" + HistoryPageScript.text
      values["style"] = String(decoding: PageTemplates.style, as: UTF8.self) + HistoryPageStyle.text
      return try MustacheTemplate(string: HistoryPageTemplate.text).render(values)
    } catch { throw .failed(path: "history page", reason: "it cannot be made (\(error))") }
  }

  private func content() -> [String: Any] {
    let numbers = Set(points.map(\.number)).count
    let legs = Set(points.map(\.leg)).sorted()
    return [
      "title": person.map { "\($0): glute and hamstring over the weeks" } ?? "Glute and hamstring over the weeks",
      "sessions": numbers == 1 ? "1 session" : "\(numbers) sessions",
      "from": points.first?.startedAt.date ?? "", "to": points.last?.startedAt.date ?? "",
      "trends": trends.map(Self.content), "hasTrends": !trends.isEmpty, "sureness": WeeksWords.sureness,
      "aims": legs.flatMap { AimWords(points, leg: $0).sentences },
      "hasAims": points.contains { $0.aim?.metShare != nil },
      "hasMaxima": points.contains { $0.gluteOfMaximum != nil || $0.hamstringOfMaximum != nil },
      "hasLevels": points.contains { $0.levelDifferenceDb != nil },
      "hasEvents": !events.isEmpty, "lanes": HistoryEvents.lanes(events).joined(separator: ", "),
      "isRelative": points.contains { $0.reference == "session" },
      "hasSoreness": log.contains { $0.soreness != nil },
      "comparisons": comparisons.map(Self.content), "caveat": ComparisonWords.caveat,
      "rows": points.reversed().map(Self.content), "hasLog": !log.isEmpty,
      "log": log.reversed().map { ["date": $0.at.date, "words": TrendNote($0).words] },
    ]
  }

  private var events: [HistoryEvents.Event] { HistoryEvents.all(points, log, calibrations) }

  private static func content(_ trend: WeeksTrend) -> [String: Any] {
    let words = WeeksWords(trend)
    return [
      "title": words.title, "answer": words.answer, "amount": words.amount ?? "", "smallest": words.smallest,
      "leftOut": words.leftOut,
    ]
  }

  private static func content(_ comparison: BeforeAfter) -> [String: Any] {
    let words = ComparisonWords(comparison)
    let measures = zip(comparison.measures, words.chances).map { measure, chance in
      ["line": words.line(measure), "chance": chance ?? "", "caution": measure.caution ?? ""]
    }
    return [
      "title": words.title, "measures": words.canCompare ? measures : [], "cannot": !words.canCompare,
      "leftOut": words.leftOut,
    ]
  }

  private static func content(_ point: TrendPoint) -> [String: Any] {
    let percent = { (value: Double?) in value.map { (100 * $0).decimals(1) } ?? "–" }
    return [
      "number": "\(point.number)", "leg": point.leg.isEmpty ? "" : " " + point.leg, "date": point.startedAt.date,
      "minutes": (point.seconds / 60).decimals(0), "strides": point.strides.grouped,
      "cadence": point.cadenceStridesPerMin?.decimals(1) ?? "–",
      "silent": point.silentPerThousand?.decimals(1) ?? "–", "share": percent(point.shareMedian),
      "level": point.levelDifferenceDb?.decimals(1) ?? "–", "glute": percent(point.gluteOfMaximum),
      "hamstring": percent(point.hamstringOfMaximum), "met": percent(point.aim?.metShare),
      "programme": point.programme?.words ?? "", "against": point.against ?? "",
      "spread": "\(percent(point.shareLowerQuartile)) … \(percent(point.shareUpperQuartile))",
    ]
  }

  /// What the charts draw: JSON without a character that could end the script it stands in.
  private func dataText() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let data = HistoryPageData(points, log: log, trends: trends, events: events)
    return String(decoding: try encoder.encode(data), as: UTF8.self).replacing("<", with: "\\u003c")
  }
}
