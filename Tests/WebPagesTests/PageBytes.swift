import WebPages
import SessionResults

/// A page as a whole.
enum PageBytes {
  /// UTF-8.
  static func of(_ session: ReportedSession, charts: ChartLibrary?) throws -> [UInt8] {
    try parts(session, charts).flatMap(\.self)
  }

  /// As it is handed on.
  static func parts(_ session: ReportedSession, _ charts: ChartLibrary?) throws -> [[UInt8]] {
    var parts: [[UInt8]] = []
    try ReportPage(session, charts: charts).write { part throws(OutputError) in parts.append(part) }
    return parts
  }

  /// What writes to a stream, as text.
  static func text(_ write: (inout PageStream) throws(OutputError) -> Void) throws -> String {
    var bytes: [UInt8] = []
    var page = PageStream { part throws(OutputError) in bytes += part }
    try write(&page)
    try page.finish()
    return String(decoding: bytes, as: UTF8.self)
  }
}
