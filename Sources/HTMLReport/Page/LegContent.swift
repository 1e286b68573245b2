import Report

/// One leg's part of the page.
enum LegContent {
  /// The values of the template `leg`.
  static func value(
    _ leg: SessionSummary.Leg, index: Int, _ session: ReportedSession, isOnly: Bool
  ) -> TemplateValue {
    let gallery = session.gallery?.legs.first { $0.leg?.rawValue == leg.leg }
    let cues = session.cues(of: leg)
    return .object(
      words(leg, index: index, session, isOnly: isOnly, cues)
        .merging(tables(leg, session.strides(of: leg)), uniquingKeysWith: { first, _ in first })
        .merging(pictures(gallery, index: index), uniquingKeysWith: { first, _ in first }))
  }

  private static func words(
    _ leg: SessionSummary.Leg, index: Int, _ session: ReportedSession, isOnly: Bool, _ cues: [RecordedCue]
  ) -> [String: TemplateValue] {
    [
      "index": .text("\(index)"), "isNamed": .flag(!isOnly),
      "title": .text(leg.leg.map { $0.capitalized + " leg" } ?? "Stride by stride"),
      "answer": .text(AnswerWords.sentence(leg, of: session)),
      "findings": .texts(AnswerWords.findings(leg, programme: session.summary.programme)),
      "tiles": .list(LegTiles.tiles(leg, cues: session.summary.kind == "live" ? cues : nil)),
      "hasRatio": .flag(leg.ratio != nil), "hasCues": .flag(!cues.isEmpty),
    ]
  }

  private static func tables(_ leg: SessionSummary.Leg, _ collected: LegStrides) -> [String: TemplateValue] {
    let strides = collected.strides
    var tables = [
      "hasStrides": .flag(!strides.isEmpty), "numbers": NumbersTable.table(leg).value,
      "course": CourseTable.table(strides).value,
    ]
    tables["trends"] = TrendTable.table(leg)?.value
    tables["compensation"] = CompensationTable.table(collected)?.value
    tables["silentRuns"] = SilentRunTable.table(leg)?.value
    return tables
  }

  private static func pictures(_ gallery: LegGallery?, index: Int) -> [String: TemplateValue] {
    let excerpts = ExcerptData.excerpts(gallery).enumerated().map { place, excerpt in
      TemplateValue.object([
        "id": .text("excerpt-\(index)-\(place)"), "title": .text(ExcerptWords.title(excerpt, of: gallery)),
      ])
    }
    return [
      "hasPictures": .flag(gallery.map { !$0.raster.rows.isEmpty } ?? false),
      "rasterMuscle": .text(gallery?.rasterMuscle?.rawValue ?? "glute"),
      "rasterNote": .text(PictureNotes.raster(gallery)), "averageNote": .text(PictureNotes.averages(gallery)),
      "excerpts": .list(excerpts), "hasExcerpts": .flag(!excerpts.isEmpty),
    ]
  }
}
