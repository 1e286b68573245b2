import Foundation
import Testing

/// Real recordings with real faults, which lie beside the package, not in it, and what is known of their channels.
enum FaultyRecordings {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/recordings").standardizedFileURL.path
  static let areThere = FileManager.default.fileExists(atPath: folder + "/faults/channels.csv")

  /// One recording of both hamstrings, and what is true of its channels: usable, dead, clipped or hum.
  struct Recording: Sendable, CustomTestStringConvertible {
    let name: String
    let states: [String]
    var path: String { folder + "/faults/" + name }
    var testDescription: String { "\(name): \(states.joined(separator: ", "))" }
  }

  /// By the table that lies with them; none when they are absent.
  static let all: [Recording] = {
    let text = (try? String(contentsOfFile: folder + "/faults/channels.csv", encoding: .utf8)) ?? ""
    let rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
    let names = Set(rows.map { $0[0] }).sorted()
    return names.map { name in Recording(name: name, states: rows.filter { $0[0] == name }.map { $0[3] }) }
  }()
}

extension Trait where Self == ConditionTrait {
  static var needsFaultyRecordings: Self {
    .enabled(
      if: FaultyRecordings.areThere, "The real recordings are not beside the package, in ../shared/recordings.")
  }
}
