import ArgumentParser
import Foundation
import Recording
import Report

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

  /// `table` is the path of the table that was written.
  init(_ outcomes: [BatchOutcome], table: String?) {
    self.outcomes = outcomes
    self.table = table
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
