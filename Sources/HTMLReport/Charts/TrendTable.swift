import Report

/// Changes over the session with their uncertainty.
enum TrendTable {
  /// Nil when the session is too short for any.
  static func table(_ leg: SessionSummary.Leg) -> PageTable? {
    let rows = leg.fatigue.flatMap { fatigue in
      [
        fatigue.medianFrequencyHz.map { row(fatigue.muscle, "median frequency", $0, "Hz") },
        fatigue.activationPercent.map { row(fatigue.muscle, "activation", $0, "% of reference") },
      ].compactMap(\.self)
    }
    guard !rows.isEmpty else { return nil }
    return PageTable(
      caption: "Change in ten minutes", head: ["", "Change", "95 % interval", "Beyond chance?", "Minutes"], rows: rows)
  }

  private static func row(
    _ muscle: String, _ what: String, _ trend: SessionSummary.Trend, _ unit: String
  ) -> PageTable.Row {
    let number = { (value: Double) in NumberText.signed(value, 1) }
    return PageTable.Row(
      name: "\(MuscleWords.name(muscle)), \(what), \(unit)",
      cells: [
        number(trend.perTenMinutes), NumberText.range(number(trend.lower), number(trend.upper)),
        trend.isSignificant ? "yes" : "no", "\(trend.minutes)",
      ])
  }
}
