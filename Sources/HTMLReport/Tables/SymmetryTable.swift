import Report

/// Left against right.
enum SymmetryTable {
  /// Nil with one leg.
  static func table(_ session: ReportedSession) -> PageTable? {
    let summary = session.summary
    guard let left = summary.legs.first(where: { $0.leg == "left" }),
      let right = summary.legs.first(where: { $0.leg == "right" })
    else { return nil }
    let fired = { (leg: SessionSummary.Leg) -> String in
      let count = { (verdict: String) in leg.verdicts[verdict] ?? 0 }
      let judged = count("firing") + count("weak") + count("silent")
      return judged == 0 ? "–" : AnswerWords.percent(count("firing"), of: judged)
    }
    let row = { (name: String, value: (SessionSummary.Leg) -> String, difference: String) in
      PageTable.Row(name: name, cells: [value(left), value(right), difference])
    }
    let signed = { (value: Double?) in
      value.map { NumberText.signed($0, 0) + " %" } ?? "–"
    }
    return PageTable(
      caption: "Medians (middle halves); difference: right against left, in % of the mean of both",
      head: ["", "Left", "Right", "Difference"],
      rows: [
        row("Glute fired", fired, "–"),
        row("Silent strides", { AnswerWords.grouped($0.verdicts["silent"] ?? 0) }, "–"),
        row("Weak strides", { AnswerWords.grouped($0.verdicts["weak"] ?? 0) }, "–"),
        row("Glute share, %", { NumberText.spread($0.gluteShare, 1, factor: 100) }, "–"),
        row("Ratio glute : hamstring", { NumberText.spread($0.ratio, 2) }, "–"),
        row(
          "Glute RMS, µV", { NumberText.spread($0.gluteRmsUv, 1) }, signed(summary.symmetry?.gluteRmsPercent)),
        row(
          "Hamstring RMS, µV", { NumberText.spread($0.hamstringRmsUv, 1) },
          signed(summary.symmetry?.hamstringRmsPercent)),
        row("Strides per minute", { NumberText.value($0.cadenceStridesPerMin, 1) }, "–"),
      ])
  }
}
