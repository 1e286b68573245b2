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
        "id": .text("excerpt-\(index)-\(place)"), "title": .text(ExcerptWords.title(excerpt, of: gallery, against: against)),
      ])
    }
    return [
      "hasPictures": .flag(gallery.map { !$0.raster.rows.isEmpty } ?? false),
      "rasterMuscle": .text(gallery?.rasterMuscle?.rawValue ?? "glute"),
      "rasterNote": .text(PictureNotes.raster(gallery)), "averageNote": .text(PictureNotes.averages(gallery, leg, summary)),
      "excerpts": .list(excerpts), "hasExcerpts": .flag(!excerpts.isEmpty),
    ]
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
      stride.verdict.rawValue, stride.ratio.map { "ratio \(SummaryText.number(Double($0), 2))" },
      glute.map { "glute at \(NumberText.value(100 * Double($0), 0, " %")) of \(against)" },
    ].compactMap(\.self)
    return "stride \(stride.number) at \(SummaryText.clock(stride.contact)): " + parts.joined(separator: ", ")
  }
}

/// What has to be said about pictures, besides how to read them.
enum PictureNotes {
  /// How many strides the raster shows.
  static func raster(_ gallery: LegGallery?) -> String {
    guard let raster = gallery?.raster, raster.stridesPerRow > 1 else { return "" }
    return "Of every \(raster.stridesPerRow) strides one is shown, a failing one rather than another."
  }

  /// How many strides the averages rest on.
  static func averages(_ gallery: LegGallery?, _ leg: SessionSummary.Leg, _ summary: SessionSummary) -> String {
    guard let gallery, let gait = AverageData.gait(of: gallery) else { return "" }
    let count = { (group: LegGallery.Group) in
      gallery.averages.filter { $0.key.gait == gait && $0.key.group == group }.map(\.value.count).max() ?? 0
    }
    let failing = count(.failing)
    return "Average of \(AnswerWords.grouped(count(.firing))) good \(gait.rawValue) strides"
      + (failing > 0 ? "; dashed: of \(AnswerWords.grouped(failing)) silent or weak ones." : ".")
      + ReferenceLevels(leg, gait: gait, summary).drownedMuscles.map { muscle in
        " The \(muscle.rawValue) hardly rose above the noise of its channel, so its 100 % is three times that noise."
      }.joined()
  }
}

/// What the other muscles did while the glute failed, in numbers.
enum CompensationTable {
  /// Nil when there is nothing to compare.
  static func table(_ strides: LegStrides, against: String) -> PageTable? {
    let muscles = Compensation.all(strides)
    guard !muscles.isEmpty else { return nil }
    return PageTable(
      caption: "Activation in % of \(against): median (middle 50 %)",
      head: ["", "Glute fired", "Glute silent or weak", "Difference", "95 % interval"],
      rows: muscles.map { muscle in
        let signed = { (value: Double) in NumberText.signed(value, 0) }
        return PageTable.Row(
          name: MuscleWords.name(muscle.muscle.rawValue),
          cells: [
            NumberText.spread(muscle.firing, 0), NumberText.spread(muscle.failing, 0), signed(muscle.difference),
            NumberText.range(signed(muscle.interval.lowerBound), signed(muscle.interval.upperBound)),
          ])
      })
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

/// Changes over the session with their uncertainty.
enum TrendTable {
  /// Nil when the session is too short for any.
  static func table(_ leg: SessionSummary.Leg) -> PageTable? {
    let against = AgainstWords.name(AgainstWords.verdictsAgainst(leg))
    let rows = leg.fatigue.flatMap { fatigue in
      [
        fatigue.medianFrequencyHz.map { row(fatigue.muscle, "median frequency", $0, "Hz") },
        fatigue.activationPercent.map { row(fatigue.muscle, "activation", $0, "% of \(against)") },
      ].compactMap(\.self)
    }
    guard !rows.isEmpty else { return nil }
    return PageTable(
      caption: "Change in ten minutes", head: ["", "Change", "95 % interval", "Beyond chance?", "Minutes"], rows: rows)
  }

  /// An interval wider than this on both sides says nothing; so are those of a few minutes.
  private static let widest = 200.0

  private static func row(
    _ muscle: String, _ what: String, _ trend: SessionSummary.Trend, _ unit: String
  ) -> PageTable.Row {
    let number = { (value: Double) in NumberText.signed(value, 1) }
    return PageTable.Row(
      name: "\(MuscleWords.name(muscle)), \(what), \(unit)",
      cells: [
        number(trend.perTenMinutes),
        trend.upper - trend.lower > widest
          ? "too few minutes to tell" : NumberText.range(number(trend.lower), number(trend.upper)),
        trend.isSignificant ? "yes" : "no", "\(trend.minutes)",
      ])
  }
}

/// Medians of a leg, with their middle 50 %.
enum NumbersTable {
  /// Only what is known.
  static func table(_ leg: SessionSummary.Leg) -> PageTable {
    let rows: [(String, String, Spread?, Int, Double)] = [
      ("Ratio glute : hamstring", "", leg.ratio, 2, 1), ("Glute share", "%", leg.gluteShare, 1, 100),
      ("Glute RMS", "µV", leg.gluteRmsUv, 1, 1), ("Hamstring RMS", "µV", leg.hamstringRmsUv, 1, 1),
      ("Glute RMS", "dBFS", leg.gluteRmsUv == nil ? leg.gluteRmsDbfs : nil, 1, 1),
      ("Hamstring RMS", "dBFS", leg.hamstringRmsUv == nil ? leg.hamstringRmsDbfs : nil, 1, 1),
      ("Glute onset", "% of stride", leg.gluteOnsetPct, 1, 1),
      ("Hamstring onset", "% of stride", leg.hamstringOnsetPct, 1, 1), ("Stride time", "s", leg.strideSeconds, 3, 1),
    ]
    let known = rows.compactMap { name, unit, spread, decimals, factor in
      spread.map { spread in
        let number = { (value: Double) in SummaryText.number(value * factor, decimals) }
        return PageTable.Row(
          name: unit.isEmpty ? name : "\(name), \(unit)",
          cells: [
            number(spread.median), NumberText.range(number(spread.lowerQuartile), number(spread.upperQuartile)),
            NumberText.value(spread.variationPercent, 1, " %"), AnswerWords.grouped(spread.count),
          ])
      }
    }
    return PageTable(
      caption: "Over all strides that could be used", head: ["", "Median", "Middle 50 %", "Varies by", "Strides"],
      rows: known)
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
      tile(judged == 0 ? "–" : AnswerWords.percent(count("firing"), of: judged), "of judged strides the glute fired"),
      tile(AnswerWords.grouped(count("silent")), "silent strides", count("silent") > 0 ? "silent" : ""),
      tile(AnswerWords.grouped(count("weak")), "weak strides", count("weak") > 0 ? "weak" : ""),
      beeps.map { tile(AnswerWords.grouped($0), "beeps for the runner") },
      tile(NumberText.value(leg.gluteShare.map { 100 * $0.median }, 0, " %"), "glute share, median"),
      leg.gluteOfMaximum.map { tile(AgainstWords.percent($0), "glute of your maximum, median") },
      leg.aim.flatMap { aim in
        aim.judgedStrides == 0
          ? nil : tile(AnswerWords.percent(aim.metStrides, of: aim.judgedStrides), "of strides met the aim")
      },
      tile(NumberText.value(leg.cadenceStridesPerMin, 1), "strides per minute"),
      tile(AnswerWords.grouped(leg.strides), "strides found"),
    ].compactMap(\.self)
  }

  /// A figure with its name; the kind draws the eye when it is not good news.
  private static func tile(_ value: String, _ name: String, _ kind: String = "") -> TemplateValue {
    .object(["value": .text(value), "name": .text(name), "kind": .text(kind)])
  }
}
