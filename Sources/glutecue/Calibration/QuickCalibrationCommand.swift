import ConfigurationFiles
import CalibrationProtocol
import EMGUnits
import Recording
import SessionResults

extension CalibrateCommand {
  /// `glutecue calibrate --quick`.
  func runQuick() throws {
    guard protocolFile == nil else {
      throw ConfigurationError("--quick has a protocol of its own: leave out --protocol.")
    }
    let settings = try options.settings(flags: source.layer())
    var profile = try ChosenProfile(settings)
    let setup = try CalibrationSetup(
      input: input, timeline: timeline, settings: settings, profile: profile, device: device)
    for warning in setup.warnings { StandardError.say(warning) }
    try profile.runner?.check(map: setup.input.map, band: setup.input.band)
    let place = try QuickPlace(output, profile: profile, force: force)
    let interruption = Interruption()
    Interruption.surviveFailedWrites()
    let quick = QuickCalibration(
      setup: setup,
      tones: try GuideTones.sink(tone, device: device, inputRate: setup.input.sampleRate, overwrite: force),
      isPaced: pace == .realtime && !setup.source.isLive)
    switch try quick.run(interruption) {
    case .left: throw CommandFailure("Stopped. Nothing was scaled.", .interrupted)
    case .refused(let reasons):
      throw CommandFailure(
        "The electrodes or the map are not right: \(reasons.map(\.description).joined(separator: " ")) Nothing was scaled.",
        .channelUnusable)
    case .proven(let levels, let shared):
      let today = profile.calibration.flatMap {
        TodayLevels(
          levels, against: $0, date: setup.started.iso, fullScale: setup.input.fullScaleMillivolts)
      }
      let words = QuickText(
        levels: levels, shared: shared, profile: profile.calibration, today: today,
        scale: AmplitudeScale(fullScaleMillivolts: setup.input.fullScaleMillivolts))
      print("\n" + words.lines.joined(separator: "\n"))
      guard let today, let place else { return }
      try profile.take(today)
      if let bytes = profile.bytes { try place.write(bytes) }
      print("Written: \(place.path)")
    }
  }
}

/// Where the scaled profile goes: in the place of the profile itself, whose calibration stays as it is, or into a folder.
struct QuickPlace {
  /// The file.
  let path: String
  private let folder: OutputFolder?

  /// Nil without a profile.
  init?(_ output: String?, profile: ChosenProfile, force: Bool) throws {
    guard let own = profile.path else { return nil }
    if let output {
      let name = "profile.json"
      let made = try OutputFolder(path: output, names: [name], inputs: [own], overwrites: force)
      (folder, path) = (made, made.file(name))
    } else {
      (folder, path) = (nil, own)
    }
  }

  /// Writes it whole or not at all.
  func write(_ bytes: [UInt8]) throws(RecordingError) { try TextFile.replace(bytes, at: path) }
}
