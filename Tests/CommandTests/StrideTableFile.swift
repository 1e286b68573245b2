import Foundation
import Testing

/// A stride table or cue table as read from its file.
struct StrideTableFile {
  struct Row {
    let names: [String]
    let fields: [String]
    subscript(name: String) -> String { names.firstIndex(of: name).map { fields[$0] } ?? "no column \(name)" }
    func number(_ name: String) -> Double { Double(self[name]) ?? .nan }
    /// Whether a second lies within the stride.
    func covers(_ second: Double) -> Bool { number("contact_s") <= second && second < number("end_s") }
    var middle: Double { (number("contact_s") + number("end_s")) / 2 }
  }

  let header: String
  let rows: [Row]

  init(_ path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try #require(text.hasSuffix("\n") && !text.contains("\r"))
    let lines = text.dropLast().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    header = lines[0]
    let names = lines[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    rows = try lines.dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      try #require(fields.count == names.count)
      return Row(names: names, fields: fields)
    }
  }
}
