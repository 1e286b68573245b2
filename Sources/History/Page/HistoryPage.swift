import EMGUnits
import Files
import Foundation
import Recording
import SessionResults
import WebPages

/// The trend as one HTML file that needs nothing else: charts, comparison, sessions, log. Opens offline, light and dark,
/// on a phone and on paper. The same history gives the same bytes.
public struct HistoryPage {
  private let points: [TrendPoint]
  private let log: [LogEntry]
  private let calibrations: [CalibrationEntry]
  private let trends: [WeeksTrend]
  private let comparisons: [BeforeAfter]
  private let person: String?
  private let charts: ChartLibrary?

  /// Of what the history holds of one person. Without `charts` the page has tables and words only, and says why.
  public init(
    _ points: [TrendPoint], log: [LogEntry], calibrations: [CalibrationEntry] = [], trends: [WeeksTrend] = [],
    comparisons: [BeforeAfter], person: String? = nil, charts: ChartLibrary? = ChartLibrary()
  ) {
    self.points = points
    self.log = log
    self.calibrations = calibrations
    self.trends = trends
    self.comparisons = comparisons
    self.person = person
    self.charts = charts
  }

  /// The page.
  public func html() throws(HistoryError) -> String {
    do {
      let data = try dataText()
      // one number that only this page's own scripts and styles carry
      var values = TemplateValue.file(
        ContentPolicy(nonce: ContentHash.of(data)), title: "\(heading) – GluteCue history", charts: charts)
      values.merge(content()) { _, own in own }
      values["data"] = .markup(Array(data.utf8))
      values["script"] = TemplateValue.historyScript
      return try PageTemplates().page("history", .object(values))
    } catch { throw .failed(path: "history page", reason: "it cannot be made (\(error))") }
  }

  private var heading: String {
    person.map { "\($0): glute and hamstring over the weeks" } ?? "Glute and hamstring over the weeks"
  }

  private func content() -> [String: TemplateValue] {
    let numbers = Set(points.map(\.number)).count
    let legs = Set(points.map(\.leg)).sorted()
    return [
      "heading": .text(heading), "sessions": .text(numbers == 1 ? "1 session" : "\(numbers) sessions"),
      "from": .text(points.first?.startedAt.date ?? ""), "to": .text(points.last?.startedAt.date ?? ""),
      "trends": .list(trends.map(Self.content)), "hasTrends": .flag(!trends.isEmpty),
      "sureness": .text(WeeksWords.sureness), "aims": .texts(legs.flatMap { AimTrend(points, leg: $0).sentences }),
      "hasAims": .flag(points.contains { $0.aim?.metShare != nil }),
      "hasMaxima": .flag(points.contains { $0.gluteOfMaximum != nil || $0.hamstringOfMaximum != nil }),
      "hasLevels": .flag(points.contains { $0.levelDifferenceDb != nil }), "hasEvents": .flag(!events.isEmpty),
      "lanes": .text(HistoryEvents.lanes(events).joined(separator: ", ")),
      "isRelative": .flag(points.contains { $0.reference == "session" }),
      "hasSoreness": .flag(log.contains { $0.soreness != nil }), "comparisons": .list(comparisons.map(Self.content)),
      "caveat": .text(ComparisonWords.caveat), "rows": .list(points.reversed().map(Self.content)),
      "hasLog": .flag(!log.isEmpty),
      "log": .list(
        log.reversed().map { .object(["date": .text($0.at.date), "words": .text(TrendNote($0).words)]) }),
    ]
  }

  private var events: [HistoryEvents.Event] { HistoryEvents.all(points, log, calibrations) }

  private static func content(_ trend: WeeksTrend) -> TemplateValue {
    let words = WeeksWords(trend)
    return .object([
      "title": .text(words.title), "answer": .text(words.answer), "amount": .text(words.amount ?? ""),
      "smallest": .text(words.smallest), "leftOut": .texts(words.leftOut),
    ])
  }

  private static func content(_ comparison: BeforeAfter) -> TemplateValue {
    let words = ComparisonWords(comparison)
    let measures = zip(comparison.measures, words.chances).map { measure, chance in
      TemplateValue.object([
        "line": .text(words.line(measure)), "chance": .text(chance ?? ""), "caution": .text(measure.caution ?? ""),
      ])
    }
    return .object([
      "title": .text(words.title), "measures": .list(words.canCompare ? measures : []),
      "cannot": .flag(!words.canCompare), "leftOut": .texts(words.leftOut),
    ])
  }

  private static func content(_ point: TrendPoint) -> TemplateValue {
    let percent = { (value: Double?) in value.map { (100 * $0).decimals(1) } ?? "–" }
    let cells = [
      "number": "\(point.number)", "leg": point.leg.isEmpty ? "" : " " + point.leg, "date": point.startedAt.date,
      "minutes": (point.seconds / 60).decimals(0), "strides": point.strides.grouped,
      "cadence": point.cadenceStridesPerMin?.decimals(1) ?? "–",
      "silent": point.silentPerThousand?.decimals(1) ?? "–", "share": percent(point.shareMedian),
      "level": point.levelDifferenceDb?.decimals(1) ?? "–", "glute": percent(point.gluteOfMaximum),
      "hamstring": percent(point.hamstringOfMaximum), "met": percent(point.aim?.metShare),
      "programme": point.programme?.words ?? "", "against": point.against ?? "",
      "spread": "\(percent(point.shareLowerQuartile)) … \(percent(point.shareUpperQuartile))",
    ]
    return .object(cells.mapValues(TemplateValue.text))
  }

  /// What the charts draw: JSON without a character that could end the script it stands in.
  private func dataText() throws -> String {
    let data = HistoryPageData(points, log: log, trends: trends, events: events)
    return String(decoding: try JSONText.compact(data, keys: .asNamed), as: UTF8.self).replacing("<", with: "\\u003c")
  }
}

/// The aims of a leg over the weeks in plain words: which there were, and when most strides first met them.
public struct AimTrend {
  /// One sentence an aim, in order of time.
  public let sentences: [String]

  /// Of the sessions of one leg, in order of time.
  public init(_ points: [TrendPoint], leg: String) {
    let own = points.filter { $0.leg == leg && $0.aim != nil }
    var kinds: [String] = []
    for point in own {
      if let kind = point.aim?.kind, !kinds.contains(kind) { kinds.append(kind) }
    }
    sentences = kinds.map { kind in Self.sentence(kind, own.filter { $0.aim?.kind == kind }, leg: leg) }
  }

  private static func sentence(_ kind: String, _ points: [TrendPoint], leg: String) -> String {
    let name = "Aim “\(kind)”" + (leg.isEmpty ? "" : ", \(leg) leg")
    let values = points.compactMap { $0.aim?.value }
    let value =
      values.last.map { last in
        let first = values.first ?? last
        return first == last ? " at \(percent(last))" : ", from \(percent(first)) to \(percent(last))"
      } ?? ""
    let met = points.first { $0.aim?.isMet == true }
    let latest = points.last?.aim?.metShare.map { ", in the latest session \(percent($0)) of the strides" } ?? ""
    guard let met else { return "\(name)\(value): not met yet in most strides of a session\(latest)." }
    return "\(name)\(value): first met in most strides on \(met.startedAt.date)\(latest)."
  }

  private static func percent(_ value: Double) -> String { "\((100 * value).decimals(0)) %" }
}

/// What happened beside the measurements, as marks on one axis of time: a lane for each kind.
enum HistoryEvents {
  /// One mark.
  struct Event {
    let at: Moment
    let lane: String
    let words: String
  }

  /// In order of time.
  static func all(_ points: [TrendPoint], _ log: [LogEntry], _ calibrations: [CalibrationEntry]) -> [Event] {
    let work = log.filter { !$0.text.isEmpty }.map { Event(at: $0.at, lane: "work", words: TrendNote($0).words) }
    let sore = log.filter { $0.soreness != nil }.map { Event(at: $0.at, lane: "soreness", words: TrendNote($0).words) }
    let made = calibrations.map { Event(at: $0.at, lane: "calibration", words: TrendNote($0).words) }
    return (work + sore + made + sessions(points) + aims(points)).sorted { $0.at < $1.at }
  }

  /// In the order in which they stand below each other; only those with a mark.
  static func lanes(_ events: [Event]) -> [String] {
    ["work", "soreness", "calibration", "programme", "test without feedback", "aim set", "aim met"].filter { lane in
      events.contains { $0.lane == lane }
    }
  }

  /// Sessions of a programme, each once, whatever legs it has.
  private static func sessions(_ points: [TrendPoint]) -> [Event] {
    var told: Set<Int64> = []
    return points.compactMap { point in
      guard let programme = point.programme, told.insert(point.number).inserted else { return nil }
      return Event(
        at: point.startedAt, lane: programme.isRetentionTest ? "test without feedback" : "programme",
        words: programme.words)
    }
  }

  /// Where an aim of a leg is new or another one, and where most strides first met it.
  private static func aims(_ points: [TrendPoint]) -> [Event] {
    var last: [String: TrendAim] = [:]
    var met: Set<String> = []
    var events: [Event] = []
    for point in points {
      guard let aim = point.aim else { continue }
      let value = aim.value.map { " \((100 * $0).decimals(0)) %" } ?? ""
      let name = "aim \(aim.kind)\(value)" + (point.leg.isEmpty ? "" : ", \(point.leg) leg")
      if last[point.leg]?.kind != aim.kind || last[point.leg]?.value != aim.value {
        events.append(Event(at: point.startedAt, lane: "aim set", words: name))
      }
      last[point.leg] = aim
      if aim.isMet, met.insert(name).inserted {
        events.append(Event(at: point.startedAt, lane: "aim met", words: name + " met in most strides"))
      }
    }
    return events
  }
}
