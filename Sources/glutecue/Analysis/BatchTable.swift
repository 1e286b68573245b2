import DelimitedTables
import Foundation
import Recording
import Report

/// One line a recording and leg, over several recordings: for people, and as `recordings.csv`.
struct BatchTable {
  private static let columns = [
    "recording", "leg", "seconds", "strides", "cadence_strides_per_min", "ratio_median", "glute_share_median", "firing",
    "weak", "silent", "unusable", "exit_code", "problem",
  ]

  private let outcomes: [BatchOutcome]

  /// Over all of them.
  init(_ outcomes: [BatchOutcome]) { self.outcomes = outcomes }

  /// The bytes of `recordings.csv`; what is unknown is empty.
  var csv: [UInt8] {
    let rows = outcomes.flatMap(Self.rows)
    let lines = ([Self.columns] + rows).map { $0.map(DelimitedField.written).joined(separator: ",") + "\n" }
    return Array(lines.joined().utf8)
  }

  /// The table for people.
  var text: String {
    let head = ["recording", "leg", "length", "strides", "strides/min", "ratio", "glute share", "silent", "weak", ""]
    let rows = outcomes.flatMap(Self.words)
    let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
    let hasLegs = rows.contains { !$0[1].isEmpty }
    return ([head] + rows).map { row in
      let cells = row.indices.filter { hasLegs || $0 != 1 }.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        return column < 2 || column == row.count - 1 ? row[column] + space : space + row[column]
      }
      return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  private static func rows(_ outcome: BatchOutcome) -> [[String]] {
    let code = "\((outcome.failure?.status ?? .success).rawValue)"
    let problem = (outcome.failure?.message ?? "").shownName
    guard let summary = outcome.summary, !summary.legs.isEmpty else {
      return [[outcome.item.path.shownName] + [String](repeating: "", count: columns.count - 3) + [code, problem]]
    }
    return summary.legs.map { leg in
      [
        outcome.item.path.shownName, leg.leg ?? "", number(summary.input.seconds, 3), "\(leg.strides)",
        number(leg.cadenceStridesPerMin, 2), number(leg.ratio?.median, 4), number(leg.gluteShare?.median, 4),
      ] + ["firing", "weak", "silent", "unusable"].map { "\(leg.verdicts[$0] ?? 0)" } + [code, problem]
    }
  }

  private static func words(_ outcome: BatchOutcome) -> [[String]] {
    let note = outcome.failure.map { "exit code \($0.status.rawValue)" } ?? ""
    guard let summary = outcome.summary, !summary.legs.isEmpty else {
      return [[outcome.item.path.shownName] + [String](repeating: "", count: 8) + [note]]
    }
    return summary.legs.map { leg in
      [
        outcome.item.path.shownName, leg.leg ?? "", SummaryText.clock(summary.input.seconds), "\(leg.strides)",
        number(leg.cadenceStridesPerMin, 1), number(leg.ratio?.median, 2),
        leg.gluteShare.map { number(100 * $0.median, 1) + " %" } ?? "", "\(leg.verdicts["silent"] ?? 0)",
        "\(leg.verdicts["weak"] ?? 0)", note,
      ]
    }
  }

  private static func number(_ value: Double?, _ decimals: Int) -> String {
    value.map { String(format: "%.\(decimals)f", $0) } ?? ""
  }
}
