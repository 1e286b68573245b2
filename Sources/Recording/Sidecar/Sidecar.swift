import EMGUnits

/// What a recording cannot say about itself: `NAME.json` beside `NAME.wav`. Every part is optional.
///
///     { "version": 1, "map": "glute=1,hamstring=2", "full_scale_mv": 5,
///       "band_hz": [30, 450], "mains_hz": "auto", "notes": "treadmill, 2.8 m/s" }
public struct Sidecar: Sendable, Hashable {
  /// Which channel carries what; key `map`, as in `--map`.
  public var map: ChannelMap?
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

  /// Where the sidecar of a recording is: the same name with the ending `.json`.
  public static func path(beside recordingPath: String) -> String {
    FileName(recordingPath).withoutEnding + ".json"
  }
}
