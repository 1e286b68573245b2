import Biofeedback
import EMGUnits
import Files
import Foundation

/// Every threshold of the core as text, Markdown or JSON, for `config --tuning`.
struct TuningTable {
  private let tuning: CoreTuning

  init(_ tuning: CoreTuning) { self.tuning = tuning }

  /// YAML with a comment a threshold.
  var text: String {
    stages { stage, rows in
      "# \(stage.name): \(stage.purpose)\n"
        + rows.map { row in
          "\(row.name): \(number(row.value))  # \(unit(row)), \(range(row))\n"
            + "#   \(row.reason)\n#   Source: \(row.source).\n"
        }.joined()
    }
  }

  /// The page docs/thresholds.md.
  var markdown: String {
    """
    # Thresholds

    Every threshold by which the core decides, made by `glutecue config --tuning --write docs/thresholds.md`. Another value for
    one run: `glutecue analyze run.wav --threshold decision.slowing-above=1.2`; `summary.json` lists what differs. What a
    runner sets (`silent-below`, `weak-level` …) is in [settings.md](settings.md). × means a factor of power unless it says
    amplitude.


    """
      + stages { stage, rows in
        "## \(stage.name)\n\n\(stage.purpose)\n\n| threshold | value | unit | range | what it decides, and why | source |\n"
          + "|---|---|---|---|---|---|\n"
          + rows.map { row in
            "| `\(row.name)` | \(number(row.value)) | \(unit(row)) | \(range(row)) | \(row.reason) | \(row.source) |\n"
          }.joined()
      }
  }

  private struct Entry: Encodable {
    let name: String
    let value: Float
    let unit: String
    let lowest: Float
    let highest: Float
    let reason: String
    let source: String
  }

  /// An array, one object a threshold.
  func json() throws -> String {
    let entries = tuning.rows.map { row in
      Entry(
        name: row.name, value: row.value, unit: unit(row), lowest: row.range.lowerBound, highest: row.range.upperBound,
        reason: row.reason, source: row.source)
    }
    return try JSONText.text(entries, keys: .asNamed)
  }

  private func stages(_ body: ((name: String, purpose: String), [TuningRow]) -> String) -> String {
    CoreTuning.stages.map { stage in
      body(stage, tuning.rows.filter { $0.name.hasPrefix(stage.name + ".") })
    }.joined(separator: "\n")
  }

  private func unit(_ row: TuningRow) -> String { row.unit == "1" ? "plain number" : row.unit }

  private func range(_ row: TuningRow) -> String {
    "\(number(row.range.lowerBound))–\(number(row.range.upperBound))"
  }

  /// Without an exponent or needless zeros.
  private func number(_ value: Float) -> String {
    let text = String(format: "%.6f", value)
    let digits = text.prefix { $0 != "." }
    let decimals = text.drop { $0 != "." }.dropFirst()
    let kept = decimals.lastIndex { $0 != "0" }.map { decimals[...$0] } ?? ""
    return kept.isEmpty ? String(digits) : "\(digits).\(kept)"
  }
}
