import EMGUnits
import Files

/// What a recording cannot say about itself: `NAME.json` beside `NAME.wav`. Every part is optional.
///
///     { "version": 1, "map": "glute=1,hamstring=2", "full_scale_mv": 5,
///       "band_hz": [30, 450], "mains_hz": "auto", "notes": "treadmill, 2.8 m/s" }
public struct Sidecar: Sendable, Hashable {
  /// Which channel carries what; key `map`, as in `--map`.
  public var map: ChannelMap?
  /// The same by names of channels, for a recording that has them.
  public var namedMap: WrittenChannelMap?
  /// Millivolts at the electrodes of one full-scale sample; key `full_scale_mv`, 0.01 to 5000.
  public var fullScaleMillivolts: Double?
  /// What the values of a float recording are; key `unit`: `full-scale`, `v`, `mv` or `uv`.
  public var unit: SampleUnit?
  /// The pass band to use; key `band_hz`, two numbers. Whether the sample rate allows it is not checked here.
  public var band: FrequencyBand?
  /// Mains hum; key `mains_hz`: 50, 60, 0 for none, or `"auto"`.
  public var mains: MainsSetting?
  /// Free text; key `notes`.
  public var notes: String?
  /// Name or code of whom the recording is of; key `person`.
  public var person: String?
  /// When the first frame came; key `started`, ISO 8601 with the offset of the local time: `2026-11-24T18:30:05+01:00`.
  public var started: String?
  /// How `started` is known, where nobody wrote it down; key `started_from`: `clock` (while it was recorded) or `file` (by the
  /// time of another file).
  public var startedFrom: RecordingOrigin.Source?
  /// Where the samples came from; key `device`, such as `alsa:hw:1`.
  public var device: String?
  /// Moments that somebody marked, in the order of marking; key `markers`.
  public var markers: [RecordingMarker] = []
  /// Frames that the device lost, ascending, none overlapping; key `gaps`, `[[start, count], …]`. The recording holds zeros
  /// in their place. They may reach beyond its end, when a session was cut off.
  public var gaps: [FrameGap] = []
  /// What only a BIDS data set has a place for, under its own keys; key `bids`. What they mean is not checked here.
  package var bids: [String: JSONValue]?

  /// Joins what is known.
  public init(
    map: ChannelMap? = nil, fullScaleMillivolts: Double? = nil, band: FrequencyBand? = nil,
    mains: MainsSetting? = nil, notes: String? = nil
  ) {
    self.map = map
    self.fullScaleMillivolts = fullScaleMillivolts
    self.band = band
    self.mains = mains
    self.notes = notes
  }

  /// The map as somebody wrote it.
  var writtenMap: WrittenChannelMap? { namedMap ?? map.map { WrittenChannelMap($0) } }

  /// Where the sidecar of a recording is: the same name with the ending `.json`.
  public static func path(beside recordingPath: String) -> String {
    FileName(recordingPath).withoutEnding + ".json"
  }
}

/// A moment in a recording, with words.
public struct RecordingMarker: Sendable, Hashable, Codable {
  /// Its frame; 0 is the first.
  public var frame: Int
  /// What to show there.
  public var label: String

  /// Joins both.
  public init(frame: Int, label: String) {
    self.frame = frame
    self.label = label
  }
}

/// Where a recording comes from: what its sidecar says of it, and else its file. It goes with every result that is made from
/// the recording.
public struct RecordingOrigin: Sendable, Hashable {
  /// How a start is known.
  public enum Source: String, Sendable, Hashable, CaseIterable {
    /// The sidecar says so.
    case sidecar
    /// The file was last written to at its end, so it began its length before.
    case file
    /// This machine's clock, while it was recorded.
    case clock
  }

  /// When its first frame came; nil when nothing tells.
  public var started: Moment?
  /// How that is known.
  public var source: Source
  /// What recorded it, such as `alsa:hw:1`; nil when nothing tells.
  public var device: String?
  /// What somebody wrote about it.
  public var notes: String?
  /// Name or code of the person.
  public var person: String?
  /// Moments that somebody marked, in order of time; all of them within the recording.
  public var markers: [RecordingMarker] = []
  /// Moments that the sidecar has behind the last frame.
  public var markersBeyond: [RecordingMarker] = []

  /// Of a file and its sidecar.
  ///
  /// - Parameter seconds: how long the recording is.
  public init(recording path: String, frameCount: Int, seconds: Double, sidecar: Sidecar?) {
    if let start = sidecar?.started.flatMap({ Moment($0) }) {
      (started, source) = (start, sidecar?.startedFrom ?? .sidecar)
    } else {
      (started, source) = (Moment(modificationOf: path)?.earlier(bySeconds: seconds), .file)
    }
    device = sidecar?.device
    notes = sidecar?.notes
    person = sidecar?.person
    let inOrder = (sidecar?.markers ?? []).sorted { $0.frame < $1.frame }
    markers = inOrder.filter { $0.frame < frameCount }
    markersBeyond = inOrder.filter { $0.frame >= frameCount }
  }

  /// Of something that is being recorded now.
  public init(device: String, started: Moment) {
    self.started = started
    source = .clock
    self.device = device
  }

  /// What is to be told of marks that are not in the recording; nil when there are none.
  public func remark(frameCount: Int) -> String? {
    guard let first = markersBeyond.first else { return nil }
    let words = markersBeyond.count == 1 ? "1 mark is" : "\(markersBeyond.count) marks are"
    return "\(words) beyond the end of the recording, the first at frame \(first.frame) of \(frameCount); "
      + "such marks are neither shown nor exported."
  }
}

/// Name or code of whom a recording is of. Private: it stands in files that only their owner can read, and in no export.
public struct PersonName: Sendable, Hashable {
  /// Without spaces around it.
  public let text: String

  /// More is no name.
  public static let mostCharacters = 100

  /// What may be given, for messages.
  public static let allowed =
    "a name or code of 1 to \(mostCharacters) characters without control characters, such as \"A. Runner\" or P07"

  /// Nil for what is no name: nothing, too much, or characters that a terminal would obey.
  public init?(_ text: String) {
    let inner = text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
    let name = String(inner)
    guard (1...Self.mostCharacters).contains(name.count), name == name.visible(keepsLines: false) else { return nil }
    self.text = name
  }
}
