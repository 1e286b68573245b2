import ConfigurationFiles
import CalibrationProtocol
import EMGUnits
import Files
import Foundation
import Recording
import SoundCard

/// What a calibration or a check reads, and what its samples mean.
struct CalibrationSetup {
  /// Where frames come from.
  let source: any FrameSource
  /// What they are.
  let input: CalibrationInput
  /// When trials are.
  let schedule: TrialSchedule
  /// In whole sentences.
  let warnings: [String]
  /// When its first frame came, as far as it is known.
  let started: Moment
  /// The path of a recording.
  let path: String?
  /// Name or code of whom it is of; nil where nobody says.
  let person: String?

  /// Opens the input and finds out what its channels carry.
  ///
  /// - Parameter profile: holds where the sidecar is silent; nil where no profile is looked at.
  init(
    input text: String, timeline: String?, settings: EffectiveSettings, profile: ChosenProfile? = nil,
    device: DeviceOptions
  ) throws {
    let reader: RecordingReader?
    let fallbacks = profile?.fallbacks ?? settings.fallbacks
    (source, reader) = try Self.open(text, settings, fallbacks, device)
    path = reader?.path
    var found: [String] = []
    var setup: MeasurementSetup
    do {
      setup = try MeasurementSetup(
        recording: path ?? text, channelCount: source.channelCount, overrides: settings.overrides,
        fallbacks: fallbacks
      ) { found.append("\($0)") }
    } catch {
      switch error {
      case .recording(let error): throw error
      case .configuration(let error): throw error
      }
    }
    if let reader { setup = try reader.adopt(setup) }
    started =
      reader.flatMap { reader in
        RecordingOrigin(
          recording: reader.path, frameCount: reader.frameCount,
          seconds: Double(reader.frameCount) / reader.sampleRate.value, sidecar: setup.sidecar
        ).started
      } ?? .now
    warnings = found + (reader?.warnings ?? []).map { "\($0)" }
    input = CalibrationInput(
      sampleRate: source.sampleRate, channelCount: source.channelCount, map: setup.map, band: setup.band,
      mains: setup.mains.hertzToLookFor, fullScaleMillivolts: setup.fullScaleMillivolts)
    person = setup.person
    schedule = try Self.schedule(timeline, path)
  }

  /// The one place that opens a recording or a sound card; a card gets as many channels as the map needs.
  private static func open(
    _ text: String, _ settings: EffectiveSettings, _ fallbacks: MeasurementChoices, _ device: DeviceOptions
  ) throws -> (any FrameSource, RecordingReader?) {
    switch try Endpoint("--input", text) {
    case .file(let path):
      let reader = try RecordingReader(path: path)
      return (RecordingFeed(reader), reader)
    case .device(let name):
      if let unit = settings.overrides.unit, unit != .fullScale {
        throw ConfigurationError(
          "--unit \(unit.rawValue) goes with a recording; a sound card gives fractions of full scale.")
      }
      guard let map = settings.overrides.map ?? fallbacks.map else {
        throw ConfigurationError("Nothing says which channel carries which muscle. Example: --map glute=1,hamstring=2.")
      }
      var request = try device.capture()
      request.leastChannels = map.entries.map(\.channel).max() ?? 1
      return (try CardFrameSource(name, request), nil)
    }
  }

  private static func schedule(_ timeline: String?, _ recording: String?) throws -> TrialSchedule {
    if let timeline { return .recorded(try TimelineFile.trials(timeline)) }
    guard let recording else { return .tones }
    let beside = TimelineFile.path(beside: recording)
    return FileManager.default.fileExists(atPath: beside) ? .recorded(try TimelineFile.trials(beside)) : .tones
  }
}
