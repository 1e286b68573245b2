import Report

/// What is drawn of one leg.
enum LegChartData {
  /// As the scripts read it.
  static func value(_ leg: SessionSummary.Leg, _ session: ReportedSession) -> ChartValue {
    let collected = session.strides(of: leg)
    let strides = collected.strides
    let gallery = session.gallery?.legs.first { $0.leg?.rawValue == leg.leg }
    let levels = ReferenceLevels(leg, gait: gallery.flatMap(AverageData.gait))
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
      ("strides", StrideRows.chart(strides)),
      ("trends", .list(TrendData.all(leg, collected.fatigue))),
      ("unit", .text(levels.unit)),
      ("windows", .list(levels.windows.map(\.chart))),
    ])
  }
}
