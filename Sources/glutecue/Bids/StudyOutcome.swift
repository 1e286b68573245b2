import Files
import Foundation
import Recording
import SessionResults

/// What became of a recording of a study, as `outcome.json` in its folder of results says. The folder takes its name in one
/// step when everything is in it, so whoever sees it sees all of it.
struct StudyOutcome: Codable, Sendable, Hashable {
  /// The recording's place in the data set.
  let recording: String
  /// As `analyze` would have ended.
  let exitCode: Int32
  /// Why it failed, or why results cannot be used; left out when nothing is wrong.
  let problem: String?
  /// What made it.
  let software: String

  /// In a folder of results.
  static let file = "outcome.json"

  /// Whether there are results: they stay, whatever they say. Without, the recording is tried again.
  var isFinished: Bool {
    switch ExitStatus(rawValue: exitCode) {
    case .success, .channelUnusable, .noStrides: true
    case .usage, .unusableData, .missingInput, .noHost, .unavailable, .software, .cannotCreate,
      .io, .notPermitted, .interrupted, nil:
      false
    }
  }

  /// Whether the same would happen again: the failure is told in the table of the group. A full disk, or a server that did
  /// not answer, is not.
  var isLasting: Bool {
    switch ExitStatus(rawValue: exitCode) {
    case .success, .channelUnusable, .noStrides, .usage, .unusableData, .missingInput: true
    case .noHost, .unavailable, .software, .cannotCreate, .io, .notPermitted, .interrupted, nil: false
    }
  }

  /// The recording and what is wrong, for a list.
  var words: String {
    let problem = problem ?? ""
    return problem.hasPrefix(recording) ? "  \(problem)" : "  \(recording): \(problem)"
  }

  /// Of a folder of results; nil where there is none, or not a whole one.
  static func read(_ folder: String) -> StudyOutcome? {
    guard let bytes = try? TextFile.read("\(folder)/\(file)") else { return nil }
    return try? JSONText.read(StudyOutcome.self, bytes)
  }
}
