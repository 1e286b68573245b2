import Biofeedback
import EMGUnits
import Files
import Recording
import SessionResults

/// The files of a session folder: tables that are flushed with every line, and the raw input; all of it is brought to the disk
/// every second.
///
/// Once they are made, nothing here fails: what the disk does not take ends the recording and the tables in good order,
/// `state` says so, and the session goes on without them. A disk that comes back does not start them again.
package final class SessionFiles {
  /// What is kept.
  package struct Plan: Sendable {
    /// The folder; made if missing.
    package var folder: String
    /// The kind of recording; nil for tables alone.
    package var format: RecordingFormat?
    /// What `settings.yaml` is to hold; nil for no such file.
    package var settings: String?
    /// What `profile.json` is to hold; nil for no such file.
    package var profile: [UInt8]?
    /// Files that are read.
    package var inputs: [String] = []
    /// Whether existing files may be replaced.
    package var overwrite = false

    /// Joins the values.
    package init(folder: String, format: RecordingFormat?, settings: String? = nil) {
      self.folder = folder
      self.format = format
      self.settings = settings
    }

    /// Every name that is written; the page by the command, from all the others.
    var names: [String] {
      let recording = format.map { format in
        (settings == nil ? [] : ["settings.yaml"]) + (profile == nil ? [] : ["profile.json"])
          + [format.fileName, "recording.json"]
      }
      return ["strides.csv", "cues.csv", "summary.json"] + (recording ?? []) + ["report.html"]
    }
  }

  /// The most time between two looks at the disk.
  private static let watchSeconds = 1.0
  /// And the most bytes, for a recording that is played as fast as it goes.
  private static let watchBytes = DiskWatch.reserveBytes / 8

  /// Whether they still grow.
  package private(set) var state = RecordingState.recording

  private let folder: OutputFolder
  private let tables: SessionTables
  private let recording: SessionRecording?
  private let rate: Hertz
  private var watch: DiskWatch
  private var news: [StorageNews] = []
  private var isBehindTold = false
  private let clock = ContinuousClock()
  private var nextLook: ContinuousClock.Instant
  private var nextSpaceLook = 0
  private let bytesPerFrame: Int

  /// Creates them all; none that exists is touched unless the plan says so. Without an origin the input begins now.
  package init(
    _ plan: Plan, input: InputFormat, setup: MeasurementSetup, origin: RecordingOrigin? = nil
  ) throws(LiveSession.Failure) {
    let origin = origin ?? RecordingOrigin(device: input.device, started: .now)
    let names = plan.names
    rate = input.rate
    watch = DiskWatch(bytesPerSecond: input.bytesPerSecond)
    nextLook = clock.now
    bytesPerFrame = input.channelCount * input.encoding.byteCount
    if plan.format == .flac, rate.value < RecordingFormat.leastFLACRate {
      throw .configuration(
        ConfigurationError(
          "--recording flac needs a sample rate of at least 1200 Hz, and the input has \(rate): FLAC is written in blocks "
            + "of 1152 frames, so that a power cut would cost more than a second. Use --recording wav."))
    }
    do {
      folder = try OutputFolder(path: plan.folder, names: names, inputs: plan.inputs, overwrites: plan.overwrite)
      tables = try SessionTables(
        in: folder, scale: AmplitudeScale(fullScaleMillivolts: setup.fullScaleMillivolts), rate: rate)
      if let settings = plan.settings, plan.format != nil { try folder.keep("settings.yaml", Array(settings.utf8)) }
      if let profile = plan.profile, plan.format != nil { try folder.keep("profile.json", profile) }
    } catch { throw .output(error) }
    do {
      recording = try plan.format.map { [folder] (format) throws(RecordingError) in
        try SessionRecording(
          path: folder.file(format.fileName), input: input, setup: setup, origin: origin, overwrite: plan.overwrite)
      }
    } catch { throw .recording(error) }
    folder.syncNames()
  }

  /// Keeps raw frames, bit for bit, from number `offset` on. The file is valid whatever happens to the program, and less
  /// than a second is missing.
  package func keep(_ samples: RawSamples, offset: Int, frames: Int) {
    attempt { (recording) throws(RecordingError) in try recording.keep(samples, offset: offset, frames: frames) }
    lookAfterDisk()
  }

  /// Keeps a gap: where it is, and zeros for its frames. It begins with the next frame to be kept.
  package func add(_ gap: FrameGap) {
    attempt { (recording) throws(RecordingError) in try recording.add(gap) }
    renewSidecar()
  }

  /// Keeps a marker: on the disk at once when it was made now, with the next second when the input brings it.
  package func add(_ marker: RecordingMarker, isNew: Bool = true) {
    attempt { (recording) throws(RecordingError) in recording.add(marker) }
    if isNew { renewSidecar() }
  }

  /// Adds a stride's line.
  package func add(_ stride: StrideRecord) {
    guard state == .recording else { return }
    do { try tables.add(stride) } catch { end("\(error)") }
  }

  /// Adds a cue's line.
  package func add(_ cue: Cue) {
    guard state == .recording else { return }
    recording?.note(Self.marker(of: cue))
    do { try tables.add(cue) } catch { end("\(error)") }
  }

  /// A cue as a cue point of the recording: `silent`, `left weak`.
  static func marker(of cue: Cue) -> RecordingMarker {
    RecordingMarker(frame: cue.frame, label: (cue.leg.map { "\($0.rawValue) " } ?? "") + cue.kind.rawValue)
  }

  /// What has not been told yet, one after the other.
  package func nextNews() -> StorageNews? { news.isEmpty ? nil : news.removeFirst() }

  /// Writes the summary, which learns by what its recording is known, and closes everything.
  ///
  /// - Throws: when something cannot be finished that was whole so far. What had ended before ends in silence.
  package func close(_ summary: inout SessionSummary) throws(LiveSession.Failure) {
    guard state == .recording else {
      do { try folder.keep("summary.json", try summary.json()) } catch { folder.remove("summary.json") }
      return
    }
    do { try recording?.close() } catch { throw .recording(error) }
    if let recording, summary.input.contentHash == nil {
      summary.input.contentHash = try? RecordingIdentity.text(of: recording.path)
    }
    do {
      try tables.close()
      try folder.keep("summary.json", try summary.json())
    } catch { throw .output(error) }
  }

  private func attempt(_ body: (SessionRecording) throws(RecordingError) -> Void) {
    guard state == .recording, let recording else { return }
    do { try body(recording) } catch { end("\(error)") }
  }

  private func renewSidecar() {
    guard state == .recording else { return }
    do { try recording?.renewSidecar() } catch {
      if !isBehindTold { news.append(.sidecarBehind(reason: "\(error)")) }
      isBehindTold = true
    }
  }

  private func lookAfterDisk() {
    guard state == .recording, let recording else { return }
    let isTime = clock.now >= nextLook
    if isTime || recording.frameCount >= nextSpaceLook { lookAtSpace(recording) }
    guard isTime, state == .recording else { return }
    nextLook = clock.now + .seconds(Self.watchSeconds)
    renewSidecar()
    do { try tables.sync() } catch { return end("\(error)") }
    guard recording.isInPlace else { return end("\(recording.path): the file is gone, or the disk that it was on.") }
    attempt { (recording) throws(RecordingError) in try recording.sync() }
  }

  private func lookAtSpace(_ recording: SessionRecording) {
    nextSpaceLook = recording.frameCount + Self.watchBytes / bytesPerFrame
    switch DiskEntry(recording.path).freeBytesBeside.map({ watch.look(freeBytes: $0) }) {
    case .full: end("\(recording.path): the disk is full.")
    case .low(let minutes): news.append(.low(minutesLeft: minutes))
    case .enough, nil: break
    }
  }

  private func end(_ reason: String) {
    guard state == .recording else { return }
    let frame = recording?.abandon() ?? 0
    state = .ended(reason: reason, atFrame: frame)
    try? tables.close()
    news.append(.ended(reason: reason, seconds: Double(frame) / rate.value))
  }
}

/// What kind of file a session records into.
public enum RecordingFormat: String, Sendable, Hashable, CaseIterable {
  /// WAV, which becomes RF64 beyond 4 GiB.
  case wav
  /// FLAC: half the size or less, 16 or 24 bits, up to 8 channels.
  case flac

  /// Its name in the session folder.
  public var fileName: String { "recording.\(rawValue)" }

  /// FLAC is written in blocks of 1152 frames. Below this rate a killed program would lose more than a second.
  static let leastFLACRate = 1200.0
}

/// Whether a session's files still grow.
public enum RecordingState: Sendable, Hashable {
  /// Everything is kept.
  case recording
  /// Nothing is kept from a frame on; feedback goes on.
  case ended(reason: String, atFrame: Int)
}

/// What there is to tell about a session's files.
public enum StorageNews: Sendable, Hashable {
  /// The disk has room for about so many minutes more.
  case low(minutesLeft: Int)
  /// The recording and the tables have ended; it is told once.
  case ended(reason: String, seconds: Double)
  /// The file of the tone has ended, the session goes on; it is told once.
  case toneEnded(reason: String, seconds: Double)
  /// A gap or a marker could not be put into the sidecar; it is tried again every second.
  case sidecarBehind(reason: String)
}
