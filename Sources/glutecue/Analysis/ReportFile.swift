import HTMLReport
import Recording
import Report

/// The page of a session on the disk.
enum ReportFile {
  /// Its name in a session folder.
  static let name = "report.html"

  /// `run-report.html` for `run.wav`.
  static func path(beside recording: String) -> String {
    String(Sidecar.path(beside: recording).dropLast(".json".count)) + "-" + name
  }

  /// Makes the page and writes it.
  static func write(
    _ session: ReportedSession, charts: ChartLibrary?, to path: String, overwrites: Bool
  ) throws(OutputError) {
    try FreshOutputs(files: [path]).removed { () throws(OutputError) in
      let file = try TableFile(path: path, overwrites: overwrites)
      try ReportPage(session, charts: charts).write { part throws(OutputError) in try file.write(part) }
      try file.close()
    }
  }
}
