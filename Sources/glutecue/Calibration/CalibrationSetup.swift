import Biofeedback
import CalibrationProtocol
import ConfigurationFiles
import EMGUnits
import Files
import Foundation
import LabStreams
import LiveSession
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
    let fallbacks = profile?.fallbacks ?? settings.fallbacks
    let reader: RecordingReader?
    let setup: MeasurementSetup
    let found: [String]
    switch try Self.open(text, settings, fallbacks, device) {
    case .recording(let opened):
      (source, reader) = (RecordingFeed(opened.reader), opened.reader)
      (setup, found) = (opened.setup, opened.warnings)
    case .live(let live, let said, let notes): (source, reader, setup, found) = (live, nil, said, notes)
    }
    path = reader?.path
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

  private enum Opened {
    case recording(OpenedRecording)
    /// A sound card or a stream, with what came up.
    case live(any FrameSource, MeasurementSetup, [String])
  }

  /// The one place that opens a recording, a sound card or a stream; a card gets as many channels as the map needs.
  private static func open(
    _ text: String, _ settings: EffectiveSettings, _ fallbacks: MeasurementChoices, _ device: DeviceOptions
  ) throws -> Opened {
    switch try Endpoint("--input", text) {
    case .file(let path):
      return .recording(try OpenedRecording(path, overrides: settings.overrides, fallbacks: fallbacks))
    case .stream(let name):
      try device.refuseCaptureDemands(of: text, "a stream")
      let stream = try LabStreamInput(name, LabStreamChoices(settings.overrides))
      let setup = try stream.setup(text, overrides: settings.overrides, fallbacks: fallbacks)
      return .live(try LabFrameSource(stream), setup, stream.notes)
    case .device(let name):
      if let unit = settings.overrides.unit, unit != .fullScale {
        throw ConfigurationError(
          "--unit \(unit.rawValue) goes with a recording; a sound card gives fractions of full scale.")
      }
      guard settings.overrides.writtenMap ?? fallbacks.writtenMap != nil else {
        throw ConfigurationError("Which channel carries which muscle is unknown. Example: --map glute=1,hamstring=2.")
      }
      let setup = try MeasurementSetup(device: text, overrides: settings.overrides, fallbacks: fallbacks)
      var request = try device.capture()
      request.leastChannels = setup.map.entries.map(\.channel).max() ?? 1
      let card = try CardFrameSource(name, request)
      _ = try setup.map.validated(channelCount: card.channelCount)
      return .live(card, setup, [])
    }
  }

  private static func schedule(_ timeline: String?, _ recording: String?) throws -> TrialSchedule {
    if let timeline { return .recorded(try TimelineFile.trials(timeline)) }
    guard let recording else { return .tones }
    let beside = TimelineFile.path(beside: recording)
    return FileManager.default.fileExists(atPath: beside) ? .recorded(try TimelineFile.trials(beside)) : .tones
  }
}

/// The profile that the settings name, and what it says about the samples where nothing else does.
struct ChosenProfile {
  /// For the pipeline; nil without a profile.
  private(set) var runner: RunnerProfile?
  /// Everything in it; nil without a profile.
  private(set) var calibration: CalibrationProfile?
  /// The file as it is; nil without a profile.
  private(set) var bytes: [UInt8]?
  /// Where it is; nil without a profile.
  let path: String?
  /// Holds where command line and sidecar are silent: the profile's values win over those of settings files.
  let fallbacks: MeasurementChoices

  /// Reads the profile.
  ///
  /// - Parameter other: in the place of the one that the settings name.
  /// - Throws: `RecordingError` for a file that is not there or cannot be used.
  init(_ settings: EffectiveSettings, at other: String? = nil) throws(RecordingError) {
    var fallbacks = settings.fallbacks
    path = other ?? settings.profile
    guard let path else {
      self.fallbacks = fallbacks
      return
    }
    let profile = try ProfileFile.read(path)
    calibration = profile
    bytes = try TextFile.read(path)
    fallbacks.writtenMap = WrittenChannelMap(profile.input.map)
    fallbacks.mapOrigin = path
    fallbacks.band = profile.input.band
    fallbacks.fullScaleMillivolts = profile.input.fullScaleMillivolts ?? fallbacks.fullScaleMillivolts
    self.fallbacks = fallbacks
    runner = Self.runner(profile, path, settings.electrodes)
  }

  /// Takes over what squeezes of today have found.
  mutating func take(_ today: TodayLevels) throws(RecordingError) {
    guard var profile = calibration, let path, let electrodes = runner?.electrodes else { return }
    profile.today = today
    calibration = profile
    bytes = Array(try ProfileFile.text(of: path, with: today).utf8)
    runner = Self.runner(profile, path, electrodes)
  }

  private static func runner(
    _ profile: CalibrationProfile, _ path: String, _ electrodes: ElectrodesSaid
  ) -> RunnerProfile {
    var runner = profile.runnerProfile(file: path.split(separator: "/").last.map(String.init) ?? path)
    runner.made = Moment(profile.date)?.seconds
    runner.today = profile.today.flatMap { today in
      Moment(today.date).map {
        DayScaling(
          seconds: $0.seconds, factors: Dictionary(today.channels.map { ($0.role, Float($0.factor)) }) { $1 })
      }
    }
    runner.electrodes = electrodes
    return runner
  }
}
