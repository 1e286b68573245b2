import Files
import OfflineAnalysis
import Recording
import SessionResults

/// A session folder of `analyze` or `live`, read back for its report.
struct SavedSession {
  /// As given.
  let path: String

  /// Files that are read and must stay as they are.
  var inputs: [String] {
    ["strides.csv", "summary.json", "cues.csv", "recording.wav", "recording.flac", "recording.json"].map(file)
  }

  /// Reads everything; with a recording, its own or the one named, also the pictures of the strides.
  func session(recording named: String? = nil) throws -> ReportedSession {
    guard isThere("summary.json") else { throw missingSummary }
    var summary = try reading { () throws(SessionFileError) in try SessionSummary.read(file("summary.json")) }
    let strides = try reading { () throws(SessionFileError) in try StrideTable.read(file("strides.csv")) }
    let cues =
      try isThere("cues.csv") ? reading { () throws(SessionFileError) in try CueTable.read(file("cues.csv")) } : []
    let recording = named ?? ["recording.wav", "recording.flac"].first(where: isThere).map(file)
    var progress = ProgressLine("Looking at the recording again")
    let review = try recording.map { try RecordingReview(path: $0, of: summary) }
    let gallery = try review.map { review in try review.gallery(of: strides) { progress.update($0) } }
    progress.clear()
    if let known = review?.origin { summary.complete(with: known.origin, frameCount: known.frameCount) }
    return ReportedSession(
      summary: summary, strides: ReportedStrides(strides),
      cues: cues, gallery: gallery, date: summary.startWords,
      command: RepeatCommand.text(summary, recording: recording ?? summary.input.name))
  }

  private var missingSummary: CommandFailure {
    guard hasRecording else { return CommandFailure(SessionFileError.missing(path: file("summary.json"))) }
    return CommandFailure(
      "\(file("summary.json")): there is no such file, so the session was cut off. Make it whole with: \(repair)",
      .missingInput)
  }

  private var hasRecording: Bool { ["recording.wav", "recording.flac"].contains(where: isThere) }

  private var repair: ShellCommand { ShellCommand(["glutecue", "repair", path]) }

  /// Reads a file of the session; what cannot be understood is made anew by `repair`, where the recording is there.
  private func reading<Content>(_ body: () throws(SessionFileError) -> Content) throws -> Content {
    do throws(SessionFileError) { return try body() } catch {
      guard case .malformed(let path, let reason) = error, hasRecording else { throw error }
      throw CommandFailure("\(path): \(reason). Make it anew from the recording with: \(repair)", .unusableData)
    }
  }

  private func file(_ name: String) -> String { OutputFolder.join(path, name) }

  private func isThere(_ name: String) -> Bool { DiskEntry(file(name)).exists }
}
