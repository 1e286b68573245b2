import EMGUnits
import SessionResults

/// A table of the page: a caption, a head, and rows that begin with a name.
struct PageTable {
  /// Told to screen readers, and shown.
  let caption: String
  /// The head, one a column, that of the names first.
  let head: [String]
  /// The rows.
  let rows: [Row]

  /// A row.
  struct Row {
    /// Its name.
    let name: String
    /// Its cells.
    let cells: [String]
  }

  /// For the template `table`.
  var value: TemplateValue {
    .object([
      "caption": .text(caption), "head": .texts(head),
      "rows": .list(rows.map { .object(["name": .text($0.name), "cells": .texts($0.cells)]) }),
    ])
  }
}

/// Numbers as the page shows them; a dash where nothing is known.
enum NumberText {
  /// Rounded, with a true minus.
  static func number(_ value: Double, _ decimals: Int) -> String { SummaryText.number(value, decimals) }

  /// `1,204`.
  static func grouped(_ number: Int) -> String { AnswerWords.grouped(number) }

  /// A share in whole percent; 100 % and 0 % only where it is all or none.
  static func percent(_ part: Int, of whole: Int) -> String { AnswerWords.percent(part, of: whole) }

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

  /// `18:20.3`.
  static func exactClock(_ seconds: Double) -> String { SummaryText.clock(seconds) }

  /// `18:20`.
  static func clock(_ seconds: Double) -> String { String(SummaryText.clock(seconds.rounded()).dropLast(2)) }

  /// `1 h 02 min`, `25 min`, `59 s`.
  static func length(_ seconds: Double) -> String {
    let minutes = Int(bounded: (seconds / 60).rounded())
    if seconds < 90 { return "\(Int(bounded: seconds.rounded())) s" }
    return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60 < 10 ? "0" : "")\(minutes % 60) min"
  }
}
