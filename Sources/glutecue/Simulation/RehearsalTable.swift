import EMGUnits
import Foundation
import Rehearsal

/// What is true of each trial of a simulated calibration, as a CSV file.
struct RehearsalTable {
  /// The names of the columns.
  static let header = "step,condition,start_s,end_s,role,highest_500_ms_uv"

  /// The whole table.
  let text: String

  /// Lists every muscle of every trial.
  init(_ truths: [Rehearsal.Truth]) {
    let rows = truths.flatMap { truth in
      truth.microvolts.sorted { "\($0.key)" < "\($1.key)" }.map { role, level in
        "\(truth.trial.step),\(truth.trial.condition),\(Self.fixed(truth.trial.startSeconds)),"
          + "\(Self.fixed(truth.trial.endSeconds)),\(role),\(Self.fixed(level))"
      }
    }
    text = ([Self.header] + rows).map { $0 + "\n" }.joined()
  }

  private static func fixed(_ value: Double) -> String { String(format: "%.3f", value) }
}
