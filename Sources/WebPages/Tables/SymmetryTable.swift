import EMGUnits
import SessionResults

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
      caption: "Medians (middle 50 %); difference: right against left, in % of the mean of both",
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

/// Numbers as the page shows them; a dash where nothing is known.
enum NumberText {
  /// Rounded, with a unit behind it.
  static func value(_ value: Double?, _ decimals: Int, _ unit: String = "") -> String {
    value.map { SummaryText.number($0, decimals) + unit } ?? "–"
  }

  /// `0.88 (0.75 … 1.02)`: the median and the middle 50 %.
  static func spread(_ spread: Spread?, _ decimals: Int, factor: Double = 1) -> String {
    guard let spread else { return "–" }
    let number = { (value: Double) in SummaryText.number(value * factor, decimals) }
    return "\(number(spread.median)) (\(range(number(spread.lowerQuartile), number(spread.upperQuartile))))"
  }

  /// `0.75 … 1.02`, which never breaks into two lines.
  static func range(_ lower: String, _ upper: String) -> String { "\(lower)\u{A0}…\u{A0}\(upper)" }

  /// With its sign; a true minus.
  static func signed(_ value: Double, _ decimals: Int) -> String {
    (value > 0 ? "+" : "") + SummaryText.number(value, decimals)
  }

  /// `18:20`.
  static func clock(_ seconds: Double) -> String { String(SummaryText.clock(seconds.rounded()).dropLast(2)) }

  /// `1 h 02 min`, `25 min`, `59 s`.
  static func length(_ seconds: Double) -> String {
    let minutes = Int(bounded: (seconds / 60).rounded())
    if seconds < 90 { return "\(Int(bounded: seconds.rounded())) s" }
    return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60 < 10 ? "0" : "")\(minutes % 60) min"
  }
}
