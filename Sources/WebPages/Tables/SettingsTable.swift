import SessionResults

/// What the numbers depend on, so that the result can be repeated.
enum SettingsTable {
  /// Settings and references.
  static func table(_ session: ReportedSession) -> PageTable {
    let summary = session.summary
    let settings = summary.settings
    let row = { (name: String, value: String) in PageTable.Row(name: name, cells: [value]) }
    let rows = [
      row("Made by", summary.software), row("Input", summary.input.name),
      row(
        "Sampling",
        "\(summary.input.channelCount) channels at \(SummaryText.number(summary.input.sampleRateHz, 0)) Hz, "
          + "\(SummaryText.number(summary.input.seconds, 1)) s"),
      row("Channel map", settings.map),
      row("Full scale", settings.fullScaleMv.map { SummaryText.number($0, 3) + " mV" } ?? "unknown, so no microvolts"),
      row("EMG band", settings.bandHz.map { SummaryText.number($0, 0) }.joined(separator: "–") + " Hz"),
      row("Mains hum", settings.mains == "auto" ? "found by itself and removed" : settings.mains),
    ]
    return PageTable(
      caption: "Compare only results with the same band and the same kind of reference", head: ["Setting", "Value"],
      rows: rows + summary.legs.flatMap(references))
  }

  private static func references(_ leg: SessionSummary.Leg) -> [PageTable.Row] {
    let against = AgainstWords.name(AgainstWords.verdictsAgainst(leg))
    return leg.references.flatMap { reference in
      reference.muscles.map { muscle in
        let name = [leg.leg, reference.gait, muscle.muscle].compactMap(\.self).joined(separator: " ")
        let level =
          muscle.amplitudeUv.map { SummaryText.number($0, 1) + " µV" }
          ?? NumberText.value(muscle.amplitudeDbfs, 1, " dBFS")
        let window = muscle.windowPct.map { SummaryText.number($0, 0) }.joined(separator: "\u{A0}…\u{A0}")
        return PageTable.Row(
          name: "Reference, \(name)",
          cells: ["\(against): \(level), median of \(reference.strides) strides, window \(window) % of the stride"])
      }
    }
  }
}

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
