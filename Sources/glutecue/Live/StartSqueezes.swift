import Biofeedback
import ConfigurationFiles
import CalibrationProtocol
import EMGUnits
import Files
import Recording
import SessionResults

/// The fifteen seconds at the start of a session on a sound card, by tones alone: nobody needs a screen or a key.
///
/// They are done where a profile's electrodes have been put on anew since it was made or scaled, and headphones are there to
/// guide. Whatever comes of them, the session begins: what could not be scaled is told.
struct StartSqueezes {
  /// What came of them.
  enum Outcome {
    /// With what is to be told, in whole sentences.
    case done([String])
    /// The runner has stopped: no session.
    case left
  }

  let input: String
  /// Where the tones go: `alsa:DEVICE`, a path or `none`.
  let tone: String
  let device: DeviceOptions
  let isQuiet: Bool
  /// Where the runner looks; nil for the terminal.
  var view: ((CalibrationSetup, [CalibrationStep]) -> any CalibrationView)?
  /// Hears what is told, besides the terminal.
  var onWords: (String) -> Void = { _ in }

  /// Does them if they are wanted and needed; the profile is scaled by them.
  func run(
    _ profile: inout ChosenProfile, _ settings: EffectiveSettings, isWanted: Bool, _ interruption: Interruption
  ) throws -> Outcome {
    guard isWanted, let runner = profile.runner, let calibration = profile.calibration,
      try Endpoint("--input", input).isLive,
      runner.trusted(at: Moment.now.seconds, tuning: settings.feedback.tuning.profile).trust == .otherDay
    else { return .done([]) }
    guard tone != "none", case .device = try Endpoint("--tone", tone) else { return .done([]) }
    let setup = try CalibrationSetup(
      input: input, timeline: nil, settings: settings, profile: profile, device: device)
    try runner.check(map: setup.input.map, band: setup.input.band)
    var quick = QuickCalibration(
      setup: setup,
      tones: try GuideTones.sink(tone, device: device, inputRate: setup.input.sampleRate, overwrite: false),
      isPaced: false, isQuiet: isQuiet)
    quick.view = view?(setup, CalibrationPlan.quick.steps(for: setup.input))
    say("Before the run: two squeezes and two curls, guided by tones. --no-squeeze starts at once.")
    switch try quick.run(interruption) {
    case .left: return .left
    case .refused(let reasons):
      let words =
        "The squeezes at the start could not be used, so the first strides set the levels: "
        + reasons.map(\.description).joined(separator: " ")
      say(words)
      return .done([words])
    case .proven(let levels, let shared):
      let today = TodayLevels(
        levels, against: calibration, date: setup.started.iso, fullScale: setup.input.fullScaleMillivolts)
      if let today { try profile.take(today) }
      let words = QuickText(
        levels: levels, shared: shared, profile: calibration, today: today,
        scale: AmplitudeScale(fullScaleMillivolts: setup.input.fullScaleMillivolts)
      ).lines
      for line in words { say(line) }
      return .done(today == nil ? Array(words.suffix(1)) : [])
    }
  }

  private func say(_ line: String) {
    onWords(line)
    if !isQuiet { print(line) }
  }
}
