import Biofeedback
import EMGUnits
import SessionResults

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
        let number = { (value: Double) in NumberText.number(value * factor, decimals) }
        return PageTable.Row(
          name: unit.isEmpty ? name : "\(name), \(unit)",
          cells: [
            number(spread.median), NumberText.range(number(spread.lowerQuartile), number(spread.upperQuartile)),
            NumberText.value(spread.variationPercent, 1, " %"), NumberText.grouped(spread.count),
          ])
      }
    }
    return PageTable(
      caption: "Over all strides that could be used", head: ["", "Median", "Middle 50 %", "Varies by", "Strides"],
      rows: known)
  }
}

/// The session piece by piece: the numbers behind the charts over time.
enum CourseTable {
  private static let lengths = [10.0, 30, 60, 120, 300, 600]
  private static let mostRows = 40.0

  /// Strides come in order of time.
  static func table(_ strides: [DrawnStride]) -> PageTable {
    let end = strides.last?.end ?? 0
    let length = lengths.first { end / $0 <= mostRows } ?? (end / mostRows / 600).rounded(.up) * 600
    let piece = { (stride: DrawnStride) in Int(bounded: stride.contact / length) }
    var rows: [PageTable.Row] = []
    var rest = strides[...]
    while let first = rest.first {
      let part = rest.prefix { piece($0) == piece(first) }
      rows.append(row(part, from: Double(piece(first)) * length))
      rest = rest[part.endIndex...]
    }
    return PageTable(
      caption: "Medians of every \(NumberText.length(length))",
      head: ["From", "Strides", "Fired", "Silent", "Weak", "Not judged", "Glute share", "Ratio", "Strides per minute"],
      rows: rows)
  }

  private static func row(_ strides: ArraySlice<DrawnStride>, from seconds: Double) -> PageTable.Row {
    let count = { (verdict: Verdict) in strides.count { $0.verdict == verdict } }
    let usable = strides.filter { $0.verdict != .unusable }
    let median = { (values: [Double]) in Spread(values)?.median }
    return PageTable.Row(
      name: NumberText.clock(seconds),
      cells: [
        "\(strides.count)", "\(count(.firing))", "\(count(.silent))", "\(count(.weak))",
        "\(count(.unusable) + count(.baseline))",
        NumberText.value(median(usable.compactMap { $0.sharePercent }), 0, " %"),
        NumberText.value(median(usable.compactMap { $0.ratio }), 2),
        NumberText.value(median(strides.map(\.cadence)), 1),
      ])
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
        ? "The first \(most) of \(NumberText.grouped(leg.silentRuns.count)) runs; strides.csv has them all"
        : "Silent strides that follow each other are one run",
      head: ["From", "To", "First stride", "Last stride"],
      rows: leg.silentRuns.prefix(most).map { run in
        PageTable.Row(
          name: NumberText.exactClock(run.fromSeconds),
          cells: [NumberText.exactClock(run.toSeconds), "\(run.fromStride)", "\(run.toStride)"])
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
