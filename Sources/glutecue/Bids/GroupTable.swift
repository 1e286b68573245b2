import Files
import Foundation
import SessionResults

/// What `group` knows of a recording.
struct StudyResult: Sendable {
  let recording: StudyRecording
  /// Nil when it has not been analysed.
  let outcome: StudyOutcome?
  /// Nil when there are no results.
  let summary: SessionSummary?

  /// Reads what `participant` has left.
  init(_ recording: StudyRecording, in results: StudyResults) {
    self.recording = recording
    let outcome = results.outcome(recording)
    guard let outcome, outcome.isFinished else {
      (self.outcome, summary) = (outcome, nil)
      return
    }
    summary = try? SessionSummary.read("\(results.folder(recording))/summary.json")
    // without its summary it is as good as not analysed
    self.outcome = summary == nil ? nil : outcome
  }
}

/// One line a recording and leg over a whole study, as `group_emg.tsv`, with the meaning of its columns as
/// `group_emg.json`. The same results give the same bytes, wherever and in whatever order they were made.
struct GroupTable {
  private struct Row {
    let result: StudyResult
    let leg: SessionSummary.Leg?
  }

  private let rows: [Row]

  /// In the order of the recordings.
  init(_ results: [StudyResult]) {
    rows = results.flatMap { result in
      guard let legs = result.summary?.legs, !legs.isEmpty else { return [Row(result: result, leg: nil)] }
      return legs.map { Row(result: result, leg: $0) }
    }
  }

  private static let names: [(name: String, meaning: String)] = [
    ("participant_id", "Whose recording it is."), ("session_id", "Which visit; n/a in a study without."),
    ("task", "What was done."), ("acquisition", "Which device or setting (acq)."), ("run", "Which of several runs."),
    ("recording", "The recording's place in the data set."),
  ]

  private static let ends: [(name: String, meaning: String)] = [
    ("exit_code", "How the analysis ended: 0 well, 3 a channel cannot be used, 4 no strides; n/a: not analysed yet."),
    ("problem", "Why it failed, or why results cannot be used."),
  ]

  /// Whose table it is goes without saying.
  private static let levels = LegColumns.levels.filter { $0.name != "person" }

  /// `group_emg.tsv`.
  var tsv: [UInt8] {
    let head =
      Self.names.map(\.name) + LegColumns.strides.map(\.name) + Self.ends.map(\.name) + Self.levels.map(\.name)
    let lines = ([head] + rows.map(Self.fields)).map { $0.map(DelimitedField.tabbed).joined(separator: "\t") + "\n" }
    return Array(lines.joined().utf8)
  }

  private static func fields(_ row: Row) -> [String] {
    let recording = row.result.recording
    let values = { (columns: [LegColumns.Column]) in
      columns.map { column in
        guard let summary = row.result.summary, let leg = row.leg else { return "" }
        return column.value(summary, leg)
      }
    }
    let outcome = row.result.outcome
    return [
      recording.participantID, recording["ses"].map { "ses-\($0)" } ?? "", recording["task"] ?? "",
      recording["acq"] ?? "", recording["run"] ?? "", recording.place,
    ] + values(LegColumns.strides)
      + [outcome.map { "\($0.exitCode)" } ?? "", outcome == nil ? Self.notYet : outcome?.problem ?? ""]
      + values(levels)
  }

  private static let notYet = "not analysed yet"

  /// `group_emg.json`.
  func explanation() throws -> [UInt8] {
    var columns: [String: JSONValue] = [:]
    for (name, meaning) in Self.names + Self.ends { columns[name] = .object(["Description": .string(meaning)]) }
    for column in LegColumns.strides + Self.levels {
      var words: [String: JSONValue] = ["Description": .string(column.meaning)]
      if !column.unit.isEmpty { words["Units"] = .string(column.unit) }
      columns[column.name] = .object(words)
    }
    return try JSONText.bytes(JSONValue.object(columns), keys: .asNamed)
  }

  /// Each leg that has results, with whose it is.
  var legs: [(name: String, leg: SessionSummary.Leg)] {
    rows.compactMap { row in row.leg.map { (Self.name(row.result.recording, $0), $0) } }
  }

  private static func name(_ recording: StudyRecording, _ leg: SessionSummary.Leg) -> String {
    recording.stem + (leg.leg.map { ", \($0)" } ?? "")
  }
}
