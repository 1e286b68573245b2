import EMGUnits
import Files
import Recording
import SessionResults

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
    if let scale = session.summary.settings.fullScaleMv, !RecordingLimits.fullScaleMillivolts.contains(scale) {
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
    let reader: RecordingReader
    do {
      reader = try Self.opened(path, session)
      sidecar = try reader.sidecar()
    } catch { throw .recording(error) }
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
    map = (try? ChannelMap(parsing: session.summary.settings.map)) ?? sidecar?.map
    fullScaleMicrovolts = (session.summary.settings.fullScaleMv ?? sidecar?.fullScaleMillivolts).map { 1000 * $0 }
    unit = session.summary.settings.unit.flatMap(SampleUnit.init) ?? sidecar?.unit
  }

  /// What the results were made with decides how another program's file is read.
  private static func opened(_ path: String, _ session: SavedSession) throws(RecordingError) -> RecordingReader {
    let settings = session.summary.settings
    let reader = try RecordingReader(path: path, rate: settings.rateHz.map { Hertz($0) })
    if reader.isForeign, let map = try? ChannelMap(parsing: settings.map) {
      try reader.readAgain(
        map, unit: settings.unit.flatMap(SampleUnit.init), fullScaleMillivolts: settings.fullScaleMv)
    }
    return reader
  }

  /// Opens the samples from their first frame on.
  func reader() throws(InterchangeError) -> RecordingReader {
    do {
      let reader = try Self.opened(recording, session)
      if !reader.isForeign, let unit, let fullScaleMicrovolts {
        reader.scale(unit, fullScaleMillivolts: fullScaleMicrovolts / 1000)
      }
      return reader
    } catch { throw .recording(error) }
  }

  /// What the channels are called, in order.
  func channels(_ reader: RecordingReader) -> [ExportChannel] {
    (1...reader.channelCount).map { number in
      let role = map?.entries.first { $0.channel == number }?.role
      return ExportChannel(
        number: number, role: role, state: session.summary.channels.first { $0.channel == number })
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

/// Why a session could not be exported.
public enum InterchangeError: Error, Sendable, Hashable {
  /// The session folder cannot be used.
  case session(SessionReadingError)
  /// The recording cannot be read.
  case recording(RecordingError)
  /// The result cannot be written.
  case output(OutputError)
  /// What is asked for does not fit.
  case configuration(ConfigurationError)
}

extension InterchangeError {
  /// Whatever went wrong while `path` was written.
  init(_ error: any Error, writing path: String) {
    switch error {
    case let error as InterchangeError: self = error
    case let error as OutputError: self = .output(error)
    case let error as RecordingError: self = .recording(error)
    default: self = .output(.write(path: path, reason: "\(error)"))
    }
  }

  /// The folder holds no recording.
  static func noRecording(_ session: SavedSession) -> InterchangeError {
    let input = session.summary.input.name
    let name = input.isEmpty ? "" : ", which was “\(input)”"
    return .configuration(
      ConfigurationError(
        "\(session.path) holds no recording, as analyze keeps none. Say where its input is with --recording\(name)."))
  }
}

/// Events that lie within a recording, in order of time; the others are counted.
struct EventsWithin {
  /// Those within.
  let events: [SessionEvent]
  /// What is to be told of the others, in whole sentences.
  let remarks: [String]

  /// A contact may be estimated so much before the first frame.
  private static let lead = 1.0

  init(_ all: [SessionEvent], seconds: Double) {
    let isWithin = { (event: SessionEvent) in
      event.seconds.isFinite && event.seconds >= -Self.lead && event.seconds <= seconds
        && (event.kind.isMark ? event.seconds >= 0 && event.seconds < seconds : true)
        && (event.durationSeconds ?? 0).isFinite
    }
    events = all.filter(isWithin).sorted { $0.seconds < $1.seconds }
    let beyond = all.filter { !isWithin($0) }
    let marks = beyond.count { $0.kind.isMark }
    let others = beyond.count - marks
    remarks = [
      Self.words(marks, "mark", "marks"), Self.words(others, "contact, cue or stride", "contacts, cues and strides"),
    ].compactMap { $0 }
  }

  private static func words(_ count: Int, _ one: String, _ several: String) -> String? {
    guard count > 0 else { return nil }
    return count == 1
      ? "1 \(one) lies beyond the end of the recording and is not exported."
      : "\(count) \(several) lie beyond the end of the recording and are not exported."
  }
}

extension SessionEvent.Kind {
  /// Whether somebody marked it.
  var isMark: Bool { if case .mark = self { true } else { false } }
}

/// A channel of the recording under the names that other programs expect.
struct ExportChannel {
  /// From 1.
  let number: Int
  /// What it carries; nil when it is not mapped.
  let role: ChannelRole?
  /// What it was like.
  let state: SessionSummary.Channel?

  /// At most 16 characters, of which the first word is the kind of signal, as EDF+ has it: `EMG R quadriceps`.
  var label: String {
    guard let role else { return "Channel \(number)" }
    let side = role.side.map { $0 == .left ? "L " : "R " } ?? ""
    switch role.signal {
    case .muscle(let muscle): return "EMG \(side)\(muscle.rawValue)"
    case .contact: return "Contact \(side)".trimmingSpaces
    }
  }

  /// Whether it is a voltage of a muscle.
  var isMuscle: Bool {
    if case .muscle = role?.signal { true } else { false }
  }

  /// The muscle in Latin, with its side; nil for others.
  var muscleName: String? {
    guard case .muscle(let muscle) = role?.signal else { return nil }
    let name =
      switch muscle {
      case .gluteusMaximus: "gluteus maximus"
      case .hamstrings: "hamstrings"
      case .quadriceps: "quadriceps femoris"
      case .calf: "triceps surae"
      case .lowerBack: "erector spinae, lumbar"
      }
    return role?.side.map { "\($0.rawValue) \(name)" } ?? name
  }
}

extension String {
  fileprivate var trimmingSpaces: String { String(reversed().drop { $0 == " " }.reversed()) }
}
