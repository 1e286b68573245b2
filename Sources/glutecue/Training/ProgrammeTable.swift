import EMGUnits

/// Runs of a programme side by side, 80 columns wide: how many strides met the aim with feedback and without.
struct ProgrammeTable {
  private static let widths = [3, 12, 5, 7, 8, 8, 8, 9, 9]
  private let rows: [ProgrammeRow]

  /// In order of time.
  init(_ rows: [ProgrammeRow]) { self.rows = rows }

  /// Heading and rows.
  var lines: [String] {
    var lines = [Self.line(["#", "date", "min", "heard", "aim", "met with", "without", "of max", "level"])]
    for row in rows {
      for leg in row.legs {
        let name = row.legs.count > 1 ? "  \(leg.leg)" : ""
        lines.append(
          Self.line([
            "\(row.number)", ProgrammeHistory.date(row.day), ((10 * row.minutes).rounded() / 10).short,
            row.feedback.map(Self.percent) ?? "", leg.aim.map(Self.fine) ?? "–",
            leg.heard.part.map(Self.percent) ?? "–", leg.quiet.part.map(Self.percent) ?? "–",
            leg.gluteOfMaximum.map(Self.fine) ?? "–", leg.level.map(Self.decibels) ?? "–",
          ]) + name)
      }
    }
    return lines
  }

  private static func line(_ cells: [String]) -> String {
    zip(cells, widths).map { cell, width in String(repeating: " ", count: max(1, width - cell.count)) + cell }.joined()
  }

  /// `63 %`.
  static func percent(_ part: Double) -> String { "\(Int(bounded: (100 * part).rounded())) %" }

  /// `9.4 %`.
  static func fine(_ part: Double) -> String {
    let tenths = (1000 * part).rounded() / 10
    return "\(tenths) %"
  }

  /// `−8.2 dB`.
  static func decibels(_ level: Double) -> String {
    let tenths = (10 * level).rounded() / 10
    return (tenths < 0 ? "−" : "") + "\(tenths.magnitude) dB"
  }
}
