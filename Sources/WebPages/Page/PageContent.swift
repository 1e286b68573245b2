import Biofeedback
import EMGUnits
import Foundation
import GaitAnalysis
import SessionResults

/// What the page's template shows.
enum PageContent {
  /// The values of the template `page`.
  static func value(_ session: ReportedSession, charts: ChartLibrary?, policy: ContentPolicy) -> TemplateValue {
    let summary = session.summary
    let legs = summary.legs.enumerated().map {
      LegContent.value($1, index: $0, session, isOnly: summary.legs.count == 1)
    }
    let symmetry = SymmetryTable.table(session)
    var values = TemplateValue.file(policy, title: "\(summary.input.name) – GluteCue report", charts: charts)
    let own: [String: TemplateValue] = [
      "name": .text(summary.input.name), "facts": .texts(facts(session)),
      "legs": .list(legs), "hasSymmetry": .flag(symmetry != nil),
      "symmetryNote": .text("Electrode placement, skin and fat alone can make such differences."),
      "channels": ChannelTable.table(summary).value, "warnings": .texts(summary.warnings),
      "hasWarnings": .flag(!summary.warnings.isEmpty), "settings": SettingsTable.table(session).value,
    ]
    values.merge(own) { _, new in new }
    values["symmetry"] = symmetry?.value
    values["marks"] = MarkTable.table(summary)?.value
    values["notes"] = summary.notes.flatMap { $0.isEmpty ? nil : .text($0) }
    values["command"] = session.command.map { .text($0) }
    if charts != nil {
      values["data"] = .writer { page throws(OutputError) in try ChartData.write(session, to: &page) }
      values["script"] = .scripts(PageTemplates.reportScripts)
    }
    return .object(values)
  }

  private static func facts(_ session: ReportedSession) -> [String] {
    let input = session.summary.input
    let kind = session.summary.kind == "live" ? "live session with cues" : "recording, analysed afterwards"
    let legs = session.summary.legs.compactMap(\.leg).map { "\($0) leg" }.joined(separator: ", ")
    return [session.summary.person, session.date, NumberText.length(input.seconds), legs.isEmpty ? nil : legs, kind]
      .compactMap(\.self)
  }
}

/// Everything that the page's scripts draw, as JSON. Long rows of numbers are one text each, which is smaller and faster
/// to write and to read than an array.
enum ChartData {
  /// Writes it as it may stand within a `script` element.
  static func write(_ session: ReportedSession, to page: inout PageStream) throws(OutputError) {
    try page.add("{\"legs\":[")
    for (place, leg) in session.summary.legs.enumerated() {
      if place > 0 { try page.add(",") }
      try LegChartData.value(leg, session).write(to: &page)
    }
    try page.add("]}")
  }
}

/// What is drawn of one leg.
enum LegChartData {
  /// As the scripts read it.
  static func value(_ leg: SessionSummary.Leg, _ session: ReportedSession) -> ChartValue {
    let collected = session.strides(of: leg)
    let strides = collected.strides
    let gallery = session.gallery?.legs.first { $0.leg?.rawValue == leg.leg }
    let levels = ReferenceLevels(leg, gait: gallery.flatMap(AverageData.gait), session.summary)
    return .object([
      ("averages", .list(gallery.map { AverageData.all($0, levels) } ?? [])),
      ("compensation", .list(Compensation.all(collected).map(\.chart))),
      ("course", MedianRows.chart(strides)),
      ("cues", CueRows.chart(session.cues(of: leg))),
      ("equal", .text("as \(AgainstWords.during(leg))")),
      ("excerpts", .list(ExcerptData.excerpts(gallery).map { ExcerptData.chart($0, session.summary) })),
      ("histogram", Histogram(strides)?.chart),
      ("marks", MarkTable.chart(session.summary)),
      ("name", leg.leg.map { .text($0) }),
      ("raster", gallery.flatMap { RasterData.chart($0, levels) }),
      ("silentRatio", .number(Double(FeedbackSettings().silentRatioBelow))),
      ("strides", StrideRows.chart(strides)),
      ("trends", .list(TrendData.all(leg, collected.fatigue))),
      ("unit", .text(levels.unit)),
      ("windows", .list(levels.windows.map(\.chart))),
    ])
  }
}

/// How good the signals were.
enum ChannelTable {
  /// One row a mapped channel.
  static func table(_ summary: SessionSummary) -> PageTable {
    PageTable(
      caption: "One row a channel",
      head: [
        "Channel", "Could be used", "State", "Level in the band", "Level between bursts", "Power in the band",
        "Clipped",
        "Mains hum",
      ],
      rows: summary.channels.map { channel in
        let level = { (microvolts: Double?, decibels: Double?) in
          microvolts.map { SummaryText.number($0, 1) + " µV" } ?? NumberText.value(decibels, 1, " dBFS")
        }
        return PageTable.Row(
          name: "\(channel.channel) \(channel.role)",
          cells: [
            channel.usable ? "yes" : "no", channel.state, level(channel.bandRmsUv, channel.bandRmsDbfs),
            level(channel.noiseFloorUv, channel.noiseFloorDbfs), NumberText.value(channel.bandSharePercent, 0, " %"),
            NumberText.value(channel.clippedPercent, 1, " %"),
            channel.mainsHz.map { "\(Int(bounded: $0)) Hz, removed" } ?? "none found",
          ])
      })
  }
}

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

/// The muscles' courses over the minutes, each with its straight line.
enum TrendData {
  /// Of every muscle with a trend.
  static func all(_ leg: SessionSummary.Leg, _ collected: FatigueTrends) -> [ChartValue] {
    leg.fatigue.flatMap { fatigue -> [ChartValue] in
      guard let muscle = Muscle(rawValue: fatigue.muscle) else { return [] }
      return [
        (FatigueTrends.Measure.medianFrequency, fatigue.medianFrequencyHz), (.activation, fatigue.activationPercent),
      ]
      .compactMap { measure, trend in
        guard let trend, let course = collected.course(muscle, measure) else { return nil }
        return chart(muscle, measure, course, trend)
      }
    }
  }

  /// `slope` is a minute's, `lower` and `upper` are the ends of its 95 % interval; the line goes through the middle.
  private static func chart(
    _ muscle: Muscle, _ measure: FatigueTrends.Measure, _ course: MinuteMedians, _ trend: SessionSummary.Trend
  ) -> ChartValue? {
    let slope = trend.perTenMinutes / 10
    guard let middleMinute = Spread(course.minutes)?.median,
      let middle = Spread(zip(course.minutes, course.medians).map { $1 - slope * ($0 - middleMinute) })?.median
    else { return nil }
    return .object([
      ("lower", .number(trend.lower / 10)), ("measure", .text(measure.rawValue)),
      ("medians", .text(NumberRow.text(course.medians, decimals: 2))), ("middle", .number(middle)),
      ("middleMinute", .number(middleMinute)), ("minutes", .text(NumberRow.text(course.minutes, decimals: 2))),
      ("muscle", .text(muscle.rawValue)), ("slope", .number(slope)), ("upper", .number(trend.upper / 10)),
    ])
  }
}

/// The course of a session: medians of strides in a row, with a gap where the strides have one.
struct MedianRows {
  /// A median of so many strides scatters by a third of what a stride does.
  private static let usual = 15
  /// In a short session fewer, so that a row of failing strides is seen: the median of five.
  private static let least = 5
  private static let shortPoints = 12
  /// More points than this no screen shows.
  private static let mostPoints = 240

  private var contacts: [Double?] = []
  private var shares: [Double?] = []
  private var ratios: [Double?] = []
  private var cadences: [Double?] = []

  /// As the charts show it.
  static func chart(_ strides: [DrawnStride]) -> ChartValue {
    let usable = strides.indices.filter { strides[$0].verdict != .unusable }
    let length = max(min(usual, max(least, usable.count / shortPoints)), usable.count / mostPoints)
    var rows = MedianRows()
    for first in Swift.stride(from: 0, to: usable.count, by: length) {
      let group = usable[first..<min(first + length, usable.count)]
      if 2 * group.count >= length { rows.add(group.map { strides[$0] }) }
    }
    let text = { (values: [Double?], decimals: Int) in ChartValue.text(NumberRow.text(values, decimals: decimals)) }
    return .object([
      ("cadence", text(rows.cadences, 1)), ("contact", text(rows.contacts, 1)), ("ratio", text(rows.ratios, 3)),
      ("share", text(rows.shares, 1)),
    ])
  }

  private mutating func add(_ group: [DrawnStride]) {
    contacts.append(Spread(group.map(\.contact))?.median)
    shares.append(Spread(group.compactMap(\.sharePercent))?.median)
    ratios.append(Spread(group.compactMap(\.ratio))?.median)
    cadences.append(Spread(group.map(\.cadence))?.median)
  }
}

/// What envelopes are drawn against: each muscle's reference of one gait, or where there is none, its own height.
struct ReferenceLevels {
  /// A muscle that never rises clear of the noise of its channel would else fill its chart with noise: its 100 % is no less
  /// than so many times that noise.
  private static let clearOfNoise = 3.0

  /// When a muscle's main burst lies, in % of the stride after contact.
  struct Window {
    let muscle: String
    let on: Double
    let off: Double

    /// As the scripts read it.
    var chart: ChartValue { .object([("muscle", .text(muscle)), ("off", .number(off)), ("on", .number(on))]) }
  }

  /// As the axis names it.
  let unit: String
  /// The muscles' windows.
  let windows: [Window]
  /// Muscles that are drawn against the noise of their channel, as their reference is hardly above it.
  private(set) var drownedMuscles: [Muscle] = []
  private var amplitudes: [Muscle: Double] = [:]

  init(_ leg: SessionSummary.Leg, gait: Gait?, _ summary: SessionSummary) {
    let reference = leg.references.first { $0.gait == gait?.rawValue }
    let muscles = reference?.muscles ?? []
    windows = muscles.filter { $0.windowPct.count == 2 }
      .map { Window(muscle: $0.muscle, on: $0.windowPct[0], off: $0.windowPct[1]) }
    for entry in muscles {
      guard let muscle = Muscle(rawValue: entry.muscle), let level = entry.amplitudeDbfs, amplitudes[muscle] == nil else {
        continue
      }
      let (reference, floor) = (pow(10, level / 20), Self.floor(muscle, leg, summary))
      amplitudes[muscle] = max(reference, floor)
      if floor > reference { drownedMuscles.append(muscle) }
    }
    unit = amplitudes.isEmpty ? "% of its highest average" : "% of \(AgainstWords.name(AgainstWords.verdictsAgainst(leg)))"
  }

  /// What is 100 % for a muscle; `highest` serves where there is no reference.
  func hundredPercent(_ muscle: Muscle, highest: Double) -> Double { amplitudes[muscle] ?? max(highest, 1e-12) }

  /// What the noise of a muscle's channel allows, full scale = 1.
  private static func floor(_ muscle: Muscle, _ leg: SessionSummary.Leg, _ summary: SessionSummary) -> Double {
    let names = [leg.leg.map { "\($0)-\(muscle.rawValue)" }, muscle.rawValue].compactMap(\.self)
    let channel = names.lazy.compactMap { name in summary.channels.first { $0.role == name } }.first
    return channel?.noiseFloorDbfs.map { clearOfNoise * pow(10, $0 / 20) } ?? 0
  }
}
