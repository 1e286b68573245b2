import Biofeedback
import SessionResults

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
        .merging(pictures(gallery, leg, session.summary, index: index), uniquingKeysWith: { first, _ in first }))
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
      "balance": .text(AgainstWords.during(leg)), "hasRatio": .flag(leg.ratio != nil), "hasCues": .flag(!cues.isEmpty),
    ]
  }

  private static func tables(_ leg: SessionSummary.Leg, _ collected: LegStrides) -> [String: TemplateValue] {
    let strides = collected.strides
    let against = AgainstWords.name(AgainstWords.verdictsAgainst(leg))
    var tables = [
      "hasStrides": .flag(!strides.isEmpty), "numbers": NumbersTable.table(leg).value,
      "course": CourseTable.table(strides).value,
    ]
    tables["trends"] = TrendTable.table(leg)?.value
    tables["compensation"] = CompensationTable.table(collected, against: against)?.value
    tables["silentRuns"] = SilentRunTable.table(leg)?.value
    return tables
  }

  private static func pictures(
    _ gallery: LegGallery?, _ leg: SessionSummary.Leg, _ summary: SessionSummary, index: Int
  ) -> [String: TemplateValue] {
    let against = AgainstWords.name(AgainstWords.verdictsAgainst(leg))
    let excerpts = ExcerptData.excerpts(gallery).enumerated().map { place, excerpt in
      TemplateValue.object([
        "id": .text("excerpt-\(index)-\(place)"),
        "title": .text(ExcerptWords.title(excerpt, of: gallery, against: against)),
      ])
    }
    return [
      "hasPictures": .flag(gallery.map { !$0.raster.rows.isEmpty } ?? false),
      "rasterMuscle": .text(gallery?.rasterMuscle?.rawValue ?? "glute"),
      "rasterNote": .text(PictureNotes.raster(gallery)),
      "averageNote": .text(PictureNotes.averages(gallery, leg, summary)),
      "excerpts": .list(excerpts), "hasExcerpts": .flag(!excerpts.isEmpty),
    ]
  }
}

/// The figures at the top of the page.
enum LegTiles {
  /// `cues` is nil where none could be heard.
  static func tiles(_ leg: SessionSummary.Leg, cues: [RecordedCue]?) -> [TemplateValue] {
    let count = { (verdict: String) in leg.verdicts[verdict] ?? 0 }
    let judged = count("firing") + count("weak") + count("silent")
    let beeps = cues.map { cues in cues.count { [.silent, .weak, .below].contains($0.kind) } }
    return [
      tile(judged == 0 ? "–" : NumberText.percent(count("firing"), of: judged), "of judged strides the glute fired"),
      tile(NumberText.grouped(count("silent")), "silent strides", count("silent") > 0 ? "silent" : ""),
      tile(NumberText.grouped(count("weak")), "weak strides", count("weak") > 0 ? "weak" : ""),
      beeps.map { tile(NumberText.grouped($0), "beeps for the runner") },
      tile(NumberText.value(leg.gluteShare.map { 100 * $0.median }, 0, " %"), "glute share, median"),
      leg.gluteOfMaximum.map { tile(AgainstWords.percent($0), "glute of your maximum, median") },
      leg.aim.flatMap { aim in
        aim.judgedStrides == 0
          ? nil : tile(NumberText.percent(aim.metStrides, of: aim.judgedStrides), "of strides met the aim")
      },
      tile(NumberText.value(leg.cadenceStridesPerMin, 1), "strides per minute"),
      tile(NumberText.grouped(leg.strides), "strides found"),
    ].compactMap(\.self)
  }

  /// A figure with its name; the kind draws the eye when it is not good news.
  private static func tile(_ value: String, _ name: String, _ kind: String = "") -> TemplateValue {
    .object(["value": .text(value), "name": .text(name), "kind": .text(kind)])
  }
}

/// Names a stride that is shown with its signal.
enum ExcerptWords {
  /// `Lowest: stride 62 at 1:23.4: silent, ratio 0.04, glute at 3 % of today's start`.
  static func title(_ excerpt: SignalExcerpt, of gallery: LegGallery?, against: String) -> String {
    let isTypical = gallery?.excerpts.typical?.stride.number == excerpt.stride.number
    return isTypical
      ? "For comparison, a usual one: \(title(excerpt.stride, against))" : "Lowest: \(title(excerpt.stride, against))"
  }

  private static func title(_ stride: StrideRecord, _ against: String) -> String {
    let glute = stride[.gluteusMaximus]?.activation
    let parts = [
      stride.verdict.rawValue, stride.ratio.map { "ratio \(NumberText.number(Double($0), 2))" },
      glute.map { "glute at \(NumberText.value(100 * Double($0), 0, " %")) of \(against)" },
    ].compactMap(\.self)
    return "stride \(stride.number) at \(NumberText.exactClock(stride.contact)): " + parts.joined(separator: ", ")
  }
}

/// What has to be said about pictures, besides how to read them.
enum PictureNotes {
  /// How many strides the raster shows.
  static func raster(_ gallery: LegGallery?) -> String {
    guard let raster = gallery?.raster, raster.stridesPerRow > 1 else { return "" }
    return "Of every \(raster.stridesPerRow) strides one is shown, a weak or silent one if there is one."
  }

  /// How many strides the averages rest on.
  static func averages(_ gallery: LegGallery?, _ leg: SessionSummary.Leg, _ summary: SessionSummary) -> String {
    guard let gallery, let gait = AverageData.gait(of: gallery) else { return "" }
    let count = { (group: LegGallery.Group) in
      gallery.averages.filter { $0.key.gait == gait && $0.key.group == group }.map(\.value.count).max() ?? 0
    }
    let failing = count(.failing)
    return "Average of \(NumberText.grouped(count(.firing))) good \(gait.rawValue) strides"
      + (failing > 0 ? "; dashed: of \(NumberText.grouped(failing)) silent or weak ones." : ".")
      + ReferenceLevels(leg, gait: gait, summary).drownedMuscles.map { muscle in
        " The \(muscle.rawValue) hardly rose above the noise of its channel, so its 100 % is three times that noise."
      }.joined()
  }
}

/// Muscles as the page names them.
enum MuscleWords {
  /// `Lower back` for `lower-back`.
  static func name(_ muscle: String) -> String {
    let words = muscle.replacing("-", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
