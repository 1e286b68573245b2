import Report

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
