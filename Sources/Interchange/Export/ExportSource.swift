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
  /// When the first frame came, as well as can be known.
  public let start: Moment
  /// What recorded it; nil when nothing tells.
  let device: String?
  /// What somebody wrote about it; nil for nothing.
  let notes: String?
  /// What the user should know of what is left out, in whole sentences.
  public let remarks: [String]
  /// Where the samples are.
  let recording: String
  /// What their values are; nil when nobody said.
  private let unit: SampleUnit?

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
    let reader: RecordingReader
    do { reader = try RecordingReader(path: path) } catch { throw .recording(error) }
    try Self.check(reader, session)
    let noted =
      sidecar.map { SessionEvent.all(in: $0, rate: reader.sampleRate.value, frameCount: reader.frameCount) }
      ?? SessionEvent.marks(in: session.summary)
    let within = EventsWithin(tables + noted, seconds: Double(reader.frameCount) / reader.sampleRate.value)
    events = within.events
    remarks = within.remarks
    start = session.start(recording: path).moment
    device = session.device ?? sidecar?.device
    notes = session.notes ?? sidecar?.notes
    map = session.summary.settings?.map.flatMap { try? ChannelMap(parsing: $0) } ?? sidecar?.map
    fullScaleMicrovolts = (session.summary.settings?.fullScaleMv ?? sidecar?.fullScaleMillivolts).map { 1000 * $0 }
    unit = session.summary.settings?.unit.flatMap(SampleUnit.init) ?? sidecar?.unit
  }

  /// Opens the samples from their first frame on.
  func reader() throws(InterchangeError) -> RecordingReader {
    do {
      let reader = try RecordingReader(path: recording)
      if let unit, let fullScaleMicrovolts { reader.scale(unit, fullScaleMillivolts: fullScaleMicrovolts / 1000) }
      return reader
    } catch { throw .recording(error) }
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
  private static func check(_ reader: RecordingReader, _ session: SavedSession) throws(InterchangeError) {
    let input = session.summary.input
    let seconds = Double(reader.frameCount) / reader.sampleRate.value
    guard reader.sampleRate.value == input.sampleRateHz, reader.channelCount == input.channelCount,
      seconds >= input.seconds - 1
    else {
      throw .configuration(
        ConfigurationError(
          "\(reader.path) is not what \(session.path) was made from: it has \(reader.channelCount) channels at "
            + "\(reader.sampleRate) and lasts \(Int(bounded: seconds)) s, the session had \(input.channelCount) at "
            + "\(Hertz(input.sampleRateHz)) for \(Int(bounded: input.seconds)) s."))
    }
  }
}
