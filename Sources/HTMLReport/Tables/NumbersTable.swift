import Report

/// Medians of a leg, with their middle halves.
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
      caption: "Over all strides that could be used", head: ["", "Median", "Middle half", "Varies by", "Strides"],
      rows: known)
  }
}
