import Biofeedback
import EMGUnits
import OfflineAnalysis
import Recording
import SessionResults
import SignalProcessing
import WebPages

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

/// Collects, while a recording is analysed, what its report needs.
struct ReportCollector {
  private var strides = ReportedStrides()
  private var gallery: StrideGallery

  /// Empty, for the channels of a map.
  init(map: ChannelMap) { gallery = StrideGallery(map: map) }

  /// Takes the next stride, while the chain still keeps its signal.
  mutating func add(_ stride: StrideRecord, _ chain: borrowing SignalChain) {
    strides.add(stride)
    gallery.add(stride, chain)
  }

  /// What was collected, with the summary of it.
  func session(_ summary: SessionSummary, recording: String) -> ReportedSession {
    ReportedSession(
      summary: summary, strides: strides, cues: [], gallery: gallery, date: summary.startWords,
      command: summary.commandToRepeat(recording: recording))
  }
}

extension SavedSession {
  /// Everything that its report shows; with a recording, its own or the one named, also the pictures of the strides.
  ///
  /// - Parameter onProgress: gets the share done, and can end it by an error; nil for a line on the terminal.
  func reported(recording named: String? = nil, onProgress: ((Double) throws -> Void)? = nil) throws -> ReportedSession
  {
    var summary = summary
    try summary.checkLayout(path: file("summary.json"))
    let strides = try StrideTable.read(file("strides.csv"))
    let cues = try cues()
    let recording = named ?? recording
    var progress = ProgressLine("Looking at the recording again")
    let review = try recording.map { try RecordingReview(path: $0, of: summary) }
    let gallery = try review.map { review in
      try review.gallery(of: strides) { part in
        if let onProgress { try onProgress(part) } else { progress.update(part) }
      }
    }
    progress.clear()
    if let known = review?.origin { summary.complete(with: known.origin, frameCount: known.frameCount) }
    return ReportedSession(
      summary: summary, strides: ReportedStrides(strides), cues: cues, gallery: gallery, date: summary.startWords,
      command: summary.commandToRepeat(recording: recording ?? summary.input.name))
  }
}

extension SessionSummary {
  /// The command that repeats the analysis, as far as the summary tells the settings.
  func commandToRepeat(recording: String) -> String {
    let way = kind == "live" ? ["live", "--input", "wav:" + recording, "--pace", "none"] : ["analyze", recording]
    let scale = settings.fullScaleMv.map { ["--full-scale-mv", $0.short] } ?? []
    let unit = settings.unit.map { ["--unit", $0] } ?? []
    let rate = settings.rateHz.map { ["--rate", $0.short] } ?? []
    let band = settings.bandHz.map(\.short).joined(separator: ",")
    return ShellCommand(
      ["glutecue"] + way + ["--map", settings.map] + scale + unit + rate + [
        "--band-hz", band, "--mains", settings.mains,
      ]
    ).description
  }
}
