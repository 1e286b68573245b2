import Foundation
import OfflineAnalysis
import SessionResults
import SignalProcessing
import WebPages

/// One recording analysed, its results written.
struct RecordingAnalysis: Sendable {
  /// What goes into the folder.
  static let files = ["strides.csv", "summary.json", ReportFile.name]

  /// The recording, and how it is analysed.
  let request: OfflineAnalysis.Request
  /// Where results go; nil for nowhere.
  let output: String?
  /// Whether results that exist are overwritten.
  let force: Bool
  /// Whether results get a page.
  var hasPage = true

  /// The summary, and the paths of what was written.
  func run(onProgress: (Double) -> Void) throws -> (summary: SessionSummary, files: [String]) {
    let analysis = try OfflineAnalysis(request)
    let folder = try output.map {
      try OutputFolder(path: $0, names: Self.files, inputs: analysis.inputs, overwrites: force)
    }
    let table = try folder?.table("strides.csv", header: StrideTable.header)
    var lines = StrideTable(scale: analysis.scale)
    var collector = folder == nil || !hasPage ? nil : ReportCollector(map: analysis.map)
    let summary = try analysis.run(onProgress: onProgress) { (stride, chain) throws(OutputError) in
      if let table { try table.write(lines.line(stride)) }
      collector?.add(stride, chain)
    }
    try table?.close()
    try folder?.write("summary.json", try summary.json())
    if let folder, let collector {
      try ReportFile.write(
        collector.session(summary, recording: request.path), charts: ChartLibrary(), to: folder.file(ReportFile.name),
        overwrites: force)
    }
    return (summary, folder.map { Self.files.map($0.file) } ?? [])
  }
}

/// Where FFTW's plans are kept between runs, so that a short recording is analysed, and a session begun, some milliseconds
/// sooner.
enum KeptPlans {
  private static let file = "/glutecue/fftw-plans"

  /// Those of the user: `$XDG_CACHE_HOME/glutecue/fftw-plans`, or else `~/.cache/glutecue/fftw-plans`; nil without a home
  /// folder.
  static func ofUser(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> FourierPlans? {
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") { return FourierPlans(path: folder + file) }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return FourierPlans(path: home + "/.cache" + file)
  }
}
