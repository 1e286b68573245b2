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

  /// Faults that are made from a good sample.
  static let made = [
    ["dead", "usable"], ["usable", "dead"], ["clipped", "usable"], ["usable", "clipped"], ["dead", "clipped"],
  ]

  /// A recording of the first twenty seconds of a good sample, its channels in such states.
  static func made(_ states: [String]) throws -> [UInt8] {
    var samples = try Samples.healthy(seconds: 20)
    for (channel, state) in states.enumerated() {
      for place in stride(from: channel, to: samples.count, by: 2) {
        switch state {
        case "dead": samples[place] = 7
        case "clipped": samples[place] = Int16(clamping: 400 * Int(samples[place]))
        default: break
        }
      }
    }
    return WAVBytes(samples).bytes
  }
}
