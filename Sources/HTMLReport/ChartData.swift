import Foundation
import Report

/// Everything that the page's scripts draw, as JSON. Long rows of numbers are one text each, which is smaller and faster
/// to write and to read than an array.
struct ChartData: Encodable {
  let legs: [LegChartData]

  init(_ session: ReportedSession) { legs = session.summary.legs.map { LegChartData($0, session) } }

  /// As it may stand within a `script` element: no `<` in it.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let bytes = try encoder.encode(self)
    let text = String(decoding: bytes, as: UTF8.self)
    return bytes.contains(UInt8(ascii: "<")) ? text.replacing("<", with: "\\u003c") : text
  }
}
