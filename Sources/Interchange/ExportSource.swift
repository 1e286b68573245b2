import EMGUnits
import Recording
import SessionReading

/// A session together with its samples: what every export reads.
public struct ExportSource {
  /// The session.
  public let session: SavedSession
  /// What carries what; nil where nothing says so.
  public let map: ChannelMap?
  /// Microvolts at the electrodes of a full-scale sample; nil when unknown.
  public let fullScaleMicrovolts: Double?
  /// Contacts, cues, gaps, marks and failing strides, in order of time.
  public let events: [SessionEvent]
  /// What must never be overwritten.
  public let inputs: [String]
  /// Where the samples are.
  let recording: String

  /// Opens a session.
  ///
  /// - Parameters:
  ///   - folder: as `live` or `analyze` left it.
  ///   - recording: where its input is; nil for the one in the folder.
  public init(session folder: String, recording: String? = nil) throws(InterchangeError) {
    let tables: [SessionEvent]
    do {
      session = try SavedSession(folder)
      tables = try SessionEvent.all(of: session)
    } catch { throw .session(error) }
    if let scale = session.summary.settings?.fullScaleMv, !RecordingLimits.fullScaleMillivolts.contains(scale) {
      throw .session(
        .summary(
          path: session.file("summary.json"), reason: "settings.full_scale_mv is \(scale), not 0.01 to 5000"))
    }
    guard let path = recording ?? session.recording else { throw .noRecording(session) }
    self.recording = path
    inputs =
      [path, Sidecar.path(beside: path), session.file("summary.json")]
      + ["strides.csv", "cues.csv"].map(session.file)
    // what the results were made with, before what lies beside the samples
    let sidecar: Sidecar?
    do { sidecar = try Sidecar.load(beside: path) } catch { throw .recording(error) }
    let rate = session.summary.input.sampleRateHz
    let noted = sidecar.map { SessionEvent.all(in: $0, rate: rate) } ?? []
    events = (tables + noted).sorted { $0.seconds < $1.seconds }
    map = session.summary.settings?.map.flatMap { try? ChannelMap(parsing: $0) } ?? sidecar?.map
    fullScaleMicrovolts = (session.summary.settings?.fullScaleMv ?? sidecar?.fullScaleMillivolts).map { 1000 * $0 }
    try check()
  }

  /// Opens the samples from their first frame on.
  func reader() throws(InterchangeError) -> RecordingReader {
    do { return try RecordingReader(path: recording) } catch { throw .recording(error) }
  }

  /// What the channels are called, in order.
  func channels(_ reader: RecordingReader) -> [ExportChannel] {
    (1...reader.channelCount).map { number in
      let role = map?.entries.first { $0.channel == number }?.role
      return ExportChannel(
        number: number, role: role, state: session.summary.channels?.first { $0.channel == number })
    }
  }

  /// The samples must be those of the session.
  private func check() throws(InterchangeError) {
    let reader = try reader()
    let input = session.summary.input
    let seconds = Double(reader.frameCount) / reader.sampleRate.value
    guard reader.sampleRate.value == input.sampleRateHz, reader.channelCount == input.channelCount,
      seconds >= input.seconds - 1
    else {
      throw .configuration(
        ConfigurationError(
          "\(recording) is not what \(session.path) was made from: it has \(reader.channelCount) channels at "
            + "\(reader.sampleRate) and lasts \(Int(bounded: seconds)) s, the session had \(input.channelCount) at "
            + "\(Hertz(input.sampleRateHz)) for \(Int(bounded: input.seconds)) s."))
    }
  }
}
