import ArgumentParser
import Files
import Foundation
import OfflineAnalysis
import Recording
import SessionResults
import Synchronization

/// Several recordings analysed at once, one on each processor, with one table over all of them.
///
/// A recording that cannot be analysed stops nothing: its failure stands in the table, and the command ends with the exit
/// code of the first one.
struct BatchAnalysis {
  /// In the output folder, beside a folder for each recording.
  static let tableName = "recordings.csv"

  let items: [RecordingList.Item]
  let output: String?
  let force: Bool
  /// How a recording is analysed.
  let request: @Sendable (_ path: String) throws -> OfflineAnalysis.Request

  /// Analyses all of them; the outcomes are in the order of the items.
  func run() throws -> [BatchOutcome] {
    let table = try output.map {
      try OutputFolder(path: $0, names: [Self.tableName], inputs: items.map(\.path), overwrites: force)
    }
    let progress = Mutex(BatchProgress(items.map { Self.length($0.path) }))
    let outcomes = Mutex([BatchOutcome?](repeating: nil, count: items.count))
    DispatchQueue.concurrentPerform(iterations: items.count) { index in
      let outcome = analyse(items[index]) { part in progress.withLock { $0.update(index, part) } }
      progress.withLock { $0.update(index, 1) }
      outcomes.withLock { $0[index] = outcome }
    }
    progress.withLock { $0.clear() }
    let all = outcomes.withLock { $0.compactMap { $0 } }
    try table?.write(Self.tableName, BatchTable(all).csv)
    return all
  }

  private func analyse(_ item: RecordingList.Item, onProgress: (Double) -> Void) -> BatchOutcome {
    let folder = output.map { OutputFolder.join($0, item.name) }
    do {
      var request = try request(item.path)
      if items.count > 1 { request.readsAhead = false }
      let analysis = RecordingAnalysis(request: request, output: folder, force: force)
      let (summary, files) = try analysis.run(onProgress: onProgress)
      return BatchOutcome(item: item, summary: summary, failure: SessionEnd(summary, files: files).failure)
    } catch {
      let failure = CommandFailure(error) ?? CommandFailure("\(error)", .software)
      return BatchOutcome(item: item, summary: nil, failure: failure)
    }
  }

  /// Bytes of a file, at least 1: progress goes by them.
  private static func length(_ path: String) -> Double {
    DiskEntry(path).byteCount.map { max(1, Double($0)) } ?? 1
  }
}

/// What became of one of several recordings.
struct BatchOutcome: Sendable {
  /// The recording.
  let item: RecordingList.Item
  /// What was found; nil when it could not be analysed.
  let summary: SessionSummary?
  /// Why it failed, or why its results cannot be used.
  let failure: CommandFailure?
}

/// How far several recordings are, as one line.
struct BatchProgress {
  private let lengths: [Double]
  private var parts: [Double]
  private var line: ProgressLine

  /// One length a recording, in any unit.
  init(_ lengths: [Double]) {
    self.lengths = lengths
    parts = [Double](repeating: 0, count: lengths.count)
    line = ProgressLine("Analysing \(lengths.count) recordings")
  }

  /// Recording number `index` is done to `part`, 0…1.
  mutating func update(_ index: Int, _ part: Double) {
    parts[index] = part
    let done = zip(parts, lengths).reduce(0) { $0 + $1.0 * $1.1 }
    line.update(done / max(1, lengths.reduce(0, +)))
  }

  /// Takes the line away.
  mutating func clear() { line.clear() }
}

/// One line a recording and leg, over several recordings: for people, and as `recordings.csv`.
struct BatchTable {
  private static let columns =
    ["recording"] + LegColumns.strides.map(\.name) + ["exit_code", "problem"] + LegColumns.levels.map(\.name)

  private let outcomes: [BatchOutcome]

  /// Over all of them.
  init(_ outcomes: [BatchOutcome]) { self.outcomes = outcomes }

  /// The bytes of `recordings.csv`; what is unknown is empty.
  var csv: [UInt8] {
    let rows = outcomes.flatMap(Self.rows)
    let lines = ([Self.columns] + rows).map { $0.map(DelimitedField.written).joined(separator: ",") + "\n" }
    return Array(lines.joined().utf8)
  }

  /// The table for people; columns in which nothing is known are left out.
  var text: String {
    let head = [
      "recording", "leg", "length", "strides", "strides/min", "ratio", "glute share", "gl/ha", "of max.", "silent",
      "weak",
      "",
    ]
    let rows = outcomes.flatMap(Self.words)
    let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
    let optional: Set = [1, 7, 8]
    let shown = head.indices.filter { column in !optional.contains(column) || rows.contains { !$0[column].isEmpty } }
    return ([head] + rows).map { row in
      let cells = shown.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        return column < 2 || column == row.count - 1 ? row[column] + space : space + row[column]
      }
      return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  private static func rows(_ outcome: BatchOutcome) -> [[String]] {
    let end = ["\((outcome.failure?.status ?? .success).rawValue)", (outcome.failure?.message ?? "").shownName]
    let name = outcome.item.path.shownName
    guard let summary = outcome.summary, !summary.legs.isEmpty else {
      return [[name] + LegColumns.strides.map { _ in "" } + end + LegColumns.levels.map { _ in "" }]
    }
    return summary.legs.map { leg in
      [name] + LegColumns.strides.map { $0.value(summary, leg) } + end
        + LegColumns.levels.map { $0.value(summary, leg) }
    }
  }

  private static func words(_ outcome: BatchOutcome) -> [[String]] {
    let note = outcome.failure.map { "exit code \($0.status.rawValue)" } ?? ""
    guard let summary = outcome.summary, !summary.legs.isEmpty else {
      return [[outcome.item.path.shownName] + [String](repeating: "", count: 10) + [note]]
    }
    let percent = { (part: Double?, decimals: Int) in part.map { LegColumns.number(100 * $0, decimals) + " %" } ?? "" }
    return summary.legs.map { leg in
      [
        outcome.item.path.shownName, leg.leg ?? "", SummaryText.clock(summary.input.seconds), "\(leg.strides)",
        LegColumns.number(leg.cadenceStridesPerMin, 1), LegColumns.number(leg.ratio?.median, 2),
        percent(leg.gluteShare?.median, 1),
        leg.gluteAgainstHamstringDb.map { SummaryText.number($0, 1) + " dB" } ?? "", percent(leg.gluteOfMaximum, 0),
        "\(leg.verdicts["silent"] ?? 0)", "\(leg.verdicts["weak"] ?? 0)", note,
      ]
    }
  }
}

/// The last words about several recordings, and the exit code.
struct BatchEnd {
  /// A recording in the output for programs.
  private struct Entry: Encodable {
    let recording: String
    let exitCode: Int32
    let problem: String?
    let summary: SessionSummary?
  }

  private let outcomes: [BatchOutcome]
  private let table: String?
  private let remark: String?

  /// `table` is the path of the table that was written; `remark` is told behind everything else.
  init(_ outcomes: [BatchOutcome], table: String?, remark: String? = nil) {
    self.outcomes = outcomes
    self.table = table
    self.remark = remark
  }

  /// Prints the table; throws the exit code of the first recording that failed.
  func tell(as format: OutputFormat) throws {
    switch format {
    case .json: StandardOutput.write(json: try json() + "\n")
    case .text:
      print(BatchTable(outcomes).text)
      if let table { print("\nWritten: \(table), and a folder for each recording beside it") }
    }
    fflush(nil)
    if let remark { StandardError.say(remark) }
    let failures = outcomes.compactMap(\.failure)
    guard let first = failures.first else { return }
    StandardError.say(
      "\(failures.count) of \(outcomes.count) recordings could not be used:",
      items: outcomes.compactMap(Self.complaint))
    throw ExitCode(first.status.rawValue)
  }

  private static func complaint(_ outcome: BatchOutcome) -> String? {
    guard let message = outcome.failure?.message else { return nil }
    return message.hasPrefix(outcome.item.path) ? "  \(message)" : "  \(outcome.item.path): \(message)"
  }

  private func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let entries = outcomes.map {
      Entry(
        recording: $0.item.path.shownName, exitCode: ($0.failure?.status ?? .success).rawValue,
        problem: $0.failure?.message,
        summary: $0.summary)
    }
    return String(decoding: try encoder.encode(entries), as: UTF8.self)
  }
}
