import Foundation
import TestSupport
import Testing

/// Real recordings with real faults, and what is known of their channels.
enum FaultyRecordings {
  /// One recording of both hamstrings, and what is true of its channels: usable, dead, clipped or hum.
  struct Recording: Sendable, CustomTestStringConvertible {
    let name: String
    let states: [String]
    var path: String { RealRecordings.path("faults/\(name)") }
    var testDescription: String { "\(name): \(states.joined(separator: ", "))" }
  }

  /// By the table that lies with them; none when they are absent.
  static let all: [Recording] = {
    let text = (try? String(contentsOfFile: RealRecordings.path("faults/channels.csv"), encoding: .utf8)) ?? ""
    let rows = text.split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",").map(String.init) }
    let names = Set(rows.map { $0[0] }).sorted()
    return names.map { name in Recording(name: name, states: rows.filter { $0[0] == name }.map { $0[3] }) }
  }()
}
