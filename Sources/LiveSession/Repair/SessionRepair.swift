import Biofeedback
import Files
import Recording
import SessionResults

/// Mends a session that was cut off: the lengths in the recording, then tables and summary from a replay of it.
///
/// What is whole stays as it is, so a second repair finds nothing to do. Nothing is lost: a recording is mended as
/// `RecordingMending` says, and a table that the replay contradicts is kept under another name.
public struct SessionRepair {
  private static let work = ".repair"
  private static let tables = ["strides.csv", "cues.csv"]

  /// The recording.
  public let recording: String
  /// The session folder; nil when only a recording was named.
  public let folder: String?

  /// Finds the recording.
  ///
  /// - Parameter path: a session folder, or a recording, which is then mended alone.
  public init(path: String) throws(RecordingError) {
    let entry = DiskEntry(path)
    do { try entry.check() } catch { throw RecordingError(path, error) }
    guard entry.isFolder else {
      (recording, folder) = (path, nil)
      return
    }
    let files = RecordingFormat.allCases.map { OutputFolder.join(path, $0.fileName) }.filter { DiskEntry($0).exists }
    guard let file = files.first else { throw .noSession(path: path) }
    guard files.count == 1 else { throw .twoRecordings(path: path) }
    guard entry.isOpenFolder else { throw .notPermitted(path: path, .writing) }
    (recording, folder) = (file, path)
  }

  /// The settings of the session; nil when there are none.
  public var settingsFile: String? {
    folder.map { OutputFolder.join($0, "settings.yaml") }.flatMap { DiskEntry($0).exists ? $0 : nil }
  }

  /// Mends what has to be mended.
  ///
  /// - Parameters:
  ///   - feedback: the settings of the session.
  ///   - fallbacks: hold where the sidecar is silent.
  ///   - software: named in the summary.
  ///   - onProgress: is told which part of the replay is done, 0…1.
  /// - Returns: what was done; empty when nothing was wrong.
  public func run(
    feedback: FeedbackSettings, fallbacks: MeasurementChoices, profile: RunnerProfile? = nil, software: String,
    onProgress: (Double) -> Void = { _ in }
  ) throws(LiveSession.Failure) -> [RepairStep] {
    let mending: RecordingMending
    let isWorkNeeded: Bool
    var steps: [RepairStep]
    do {
      mending = try RecordingMending(path: recording)
      // not before the lock is held: another repair may be at work
      steps = leftovers()
      if case .mended(let frames, let declared, let kept) = try mending.mend() {
        let seconds = Double(frames) / (try RecordingReader(path: recording).sampleRate.value)
        steps.append(.recording(path: recording, frames: frames, declared: declared, seconds: seconds, kept: kept))
        isWorkNeeded = true
      } else {
        isWorkNeeded = try mending.lacksCuePoints()
      }
    } catch { throw .recording(error) }
    guard let folder, isWorkNeeded || !hasWholeTables(folder) else { return steps }
    var request = LiveSession.Request(
      input: .recording(path: recording), tone: nil, folder: OutputFolder.join(folder, Self.work),
      overrides: MeasurementChoices(), fallbacks: fallbacks, feedback: feedback, profile: profile, isPaced: false,
      overwrite: true, software: software)
    request.recordingFormat = nil
    defer { removeWork(folder) }
    let cues = try replay(request, onProgress)
    do {
      for name in Self.tables { steps += try adopt(name, in: folder) }
      let summary = OutputFolder.join(folder, "summary.json")
      if !hasWholeSummary(folder) {
        if let old = content(summary), !old.isEmpty {
          let kept = Self.unused(summary + ".before-repair")
          try move(summary, to: kept)
          steps.append(.replaced(path: summary, old: kept))
        }
        try move(OutputFolder.join(folder, Self.work + "/summary.json"), to: summary)
        steps.append(.summary(path: summary))
      }
    } catch { throw .output(error) }
    do {
      try Sidecar.takeMarks(beside: recording)
      try mending.add(cues + known(try Sidecar.load(beside: recording)))
    } catch { throw .recording(error) }
    return steps
  }

  /// Markers and gaps of a sidecar, as cue points.
  private func known(_ sidecar: Sidecar?) -> [RecordingMarker] {
    (sidecar?.markers ?? []) + (sidecar?.gaps ?? []).map(SessionRecording.marker(of:))
  }

  /// Whether tables and summary are there, whole, and of lines that can be read.
  private func hasWholeTables(_ folder: String) -> Bool {
    let path = { (name: String) in OutputFolder.join(folder, name) }
    return Self.tables.allSatisfy { isWhole(path($0)) } && hasWholeSummary(folder)
      && (try? StrideTable.read(path("strides.csv"))) != nil && (try? CueTable.read(path("cues.csv"))) != nil
  }

  private func hasWholeSummary(_ folder: String) -> Bool {
    let path = OutputFolder.join(folder, "summary.json")
    return isWhole(path) && SessionSummary.canBeRead(path)
  }

  /// Whether a text file is there, its last line is finished, and no zeros stand in it, as a power cut leaves them.
  private func isWhole(_ path: String) -> Bool {
    content(path).map { $0.last == UInt8(ascii: "\n") && !$0.contains(0) } ?? false
  }

  private func content(_ path: String) -> [UInt8]? { try? TextFile.read(path, mostBytes: .max) }

  /// Plays the recording as the session would have, into a folder of its own; returns the cues as markers.
  private func replay(
    _ request: LiveSession.Request, _ onProgress: (Double) -> Void
  ) throws(LiveSession.Failure) -> [RecordingMarker] {
    let session = try LiveSession(request)
    var cues: [RecordingMarker] = []
    _ = try session.run(SessionControls()) { happening in
      switch happening {
      case .cue(let cue, _, _): cues.append(SessionFiles.marker(of: cue))
      case .time(let seconds): onProgress(seconds / (session.seconds ?? seconds))
      case .arrived, .trouble, .stride, .profile, .lost, .running, .input, .tone, .envelope, .marked, .storage: break
      }
    }
    return cues
  }

  /// Puts a table of the replay in the place of the old one, unless they are the same.
  private func adopt(_ name: String, in folder: String) throws(OutputError) -> [RepairStep] {
    let path = OutputFolder.join(folder, name)
    let made = OutputFolder.join(folder, "\(Self.work)/\(name)")
    let old = content(path) ?? []
    let new = content(made) ?? []
    guard old != new else { return [] }
    let lines = old.prefix((old.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1)
    var steps: [RepairStep] = lines.count < old.count ? [.halfLine(path: path)] : []
    if new.starts(with: lines) {
      steps.append(.table(path: path, before: Self.rows(lines), after: Self.rows(new[...])))
    } else {
      let kept = Self.unused(path + ".before-repair")
      try move(path, to: kept)
      steps.append(.replaced(path: path, old: kept))
    }
    try move(made, to: path)
    return steps
  }

  /// Lines without the heading.
  private static func rows(_ table: ArraySlice<UInt8>) -> Int {
    max(0, table.count { $0 == UInt8(ascii: "\n") } - 1)
  }

  /// The path, with a number behind it when it is taken.
  private static func unused(_ path: String) -> String {
    var (candidate, number) = (path, 1)
    while DiskEntry(candidate).exists {
      number += 1
      candidate = "\(path)-\(number)"
    }
    return candidate
  }

  private func move(_ old: String, to new: String) throws(OutputError) {
    do { try DiskEntry(old).move(to: new) } catch { throw OutputError(new, error) }
  }

  private func leftovers() -> [RepairStep] {
    let draft = FileReplacement.draft(of: recording)
    var paths = [draft, draft + ".frames"]
    if folder != nil { paths.append(WholeFile.draft(of: Sidecar.path(beside: recording))) }
    return paths.filter { DiskEntry($0).remove() }.map { .leftover(path: $0) }
  }

  private func removeWork(_ folder: String) {
    let work = OutputFolder.join(folder, Self.work)
    for name in Self.tables + ["summary.json"] { DiskEntry(OutputFolder.join(work, name)).remove() }
    DiskEntry(work).removeFolder()
  }
}

/// Something that `SessionRepair` has done.
public enum RepairStep: Sendable, Hashable {
  /// The recording's header told more or fewer frames than the file holds; the file as it was is now `kept`.
  case recording(path: String, frames: Int, declared: Int, seconds: Double, kept: String)
  /// A table ended with half a line.
  case halfLine(path: String)
  /// A table was made, or continued to the end of the recording: lines without the heading, before and after.
  case table(path: String, before: Int, after: Int)
  /// The replay gave other lines; the old table is kept under another name.
  case replaced(path: String, old: String)
  /// `summary.json` was made.
  case summary(path: String)
  /// A file that an interrupted write had left was taken away.
  case leftover(path: String)
}
