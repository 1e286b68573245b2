import Biofeedback
import EMGUnits
import Foundation
import GaitAnalysis
import SessionResults

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
      guard let muscle = Muscle(rawValue: entry.muscle), let level = entry.amplitudeDbfs, amplitudes[muscle] == nil
      else {
        continue
      }
      let (reference, floor) = (pow(10, level / 20), Self.floor(muscle, leg, summary))
      amplitudes[muscle] = max(reference, floor)
      if floor > reference { drownedMuscles.append(muscle) }
    }
    unit =
      amplitudes.isEmpty ? "% of its highest average" : "% of \(AgainstWords.name(AgainstWords.verdictsAgainst(leg)))"
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
