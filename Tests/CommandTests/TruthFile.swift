import Foundation
import Testing

/// A truth table as read from its file.
struct TruthFile {
  struct Row {
    let fields: [String]
    var stride: Int? { Int(fields[0]) }
    var leg: String { fields[1] }
    var contact: Double { Double(fields[2]) ?? .nan }
    var toeOff: Double { Double(fields[3]) ?? .nan }
    var end: Double { Double(fields[4]) ?? .nan }
    var gait: String { fields[5] }
    /// Glute factor, hamstring factor, glute drive, hamstring drive.
    var amplitudes: [Double] { fields[6...9].map { Double($0) ?? .nan } }
    var flags: [String] { fields[10].split(separator: " ").map(String.init) }
  }

  let header: String
  let rows: [Row]

  init(_ path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try #require(text.hasSuffix("\n"))
    let lines = text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
    header = String(lines[0])
    rows = try lines.dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      try #require(fields.count == 11)
      return Row(fields: fields)
    }
  }
}
