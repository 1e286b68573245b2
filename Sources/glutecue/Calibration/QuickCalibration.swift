import Biofeedback
import CalibrationProtocol
import ConfigurationFiles
import EMGUnits
import Recording
import SessionResults

/// The fifteen seconds: two squeezes and two curls by tones, on whatever the setup has opened.
struct QuickCalibration {
  /// What came of it.
  enum Outcome {
    /// Every electrode answers to its own muscle.
    case proven([SqueezeLevel], shared: Double)
    /// Why it cannot be used.
    case refused([TrialRefusal])
    /// Stopped.
    case left
  }

  let setup: CalibrationSetup
  let tones: any GuideToneSink
  var isPaced = true
  var isQuiet = false
  /// Where the person looks; nil for the terminal.
  var view: (any CalibrationView)?

  /// Goes through all of it; no key is needed.
  func run(_ interruption: Interruption) throws -> Outcome {
    let steps = CalibrationPlan.quick.steps(for: setup.input)
    guard !steps.isEmpty else {
      throw ConfigurationError(
        "The squeezes need glute and hamstring of a leg, and the map is \(setup.input.map). Example: --map "
          + "glute=1,hamstring=2.")
    }
    var loop = try CalibrationLoop(
      source: setup.source, tones: tones, keyboard: nil, isPaced: isPaced, progress: nil, input: setup.input,
      wizard: CalibrationWizard(steps: steps, input: setup.input, schedule: setup.schedule, records: []),
      interruption: interruption, isQuiet: isQuiet, view: view)
    switch try loop.run() {
    case .left: return .left
    case .refused(let reasons): return .refused(reasons)
    case .finished:
      let records = loop.session.wizard.records
      let shared = records.flatMap(\.trials).map { abs($0.sharedSignal ?? 0) }.max() ?? 0
      return .proven(SqueezeLevel.levels(steps, records, setup.input), shared: shared)
    }
  }
}

/// What the fifteen seconds have proven, and what they cannot prove, in whole sentences.
struct QuickText {
  /// Beside a squeeze of the other muscle two channels of one leg share up to a tenth of their signal.
  private static let muchShared = 0.3

  let levels: [SqueezeLevel]
  let shared: Double
  let profile: CalibrationProfile?
  let today: TodayLevels?
  let scale: AmplitudeScale

  /// One sentence or two a line.
  var lines: [String] {
    let answers = levels.map { "\($0.role) \(scale.words($0.amplitude)), \(times($0.rise)) times its rest" }
    var lines = ["Each electrode answers to its own muscle: \(answers.joined(separator: "; "))."]
    if shared > Self.muchShared {
      lines.append(
        "Glute and hamstring share \(percent(shared)) of their signals: the electrodes sit close to each other, or a wire touches."
      )
    }
    lines.append(levelWords)
    return lines
  }

  private var levelWords: String {
    guard let profile else {
      return
        "There is no profile to compare with: this proves the electrodes and their order, but not the level, so whether the "
        + "glute gives what it should is unknown. glutecue calibrate makes a profile."
    }
    guard !profile.squeezes.isEmpty else {
      return
        "The profile of \(profile.date.prefix(10)) holds no squeezes to compare with, because an earlier version made it, so "
        + "its levels cannot be scaled to today. Calibrate again."
    }
    guard let today else {
      return
        "Today's squeezes differ from those of \(profile.date.prefix(10)) by more than electrodes can explain, so nothing was "
        + "scaled. Check gain and electrodes, and squeeze as in the calibration."
    }
    let factors = today.channels.map { "\($0.role) \(percent($0.factor))" }
    return
      "Against the calibration of \(profile.date.prefix(10)) these electrodes give: \(factors.joined(separator: ", ")). The "
      + "profile is scaled by that. Squeezes repeat to about 15 % from day to day, so that levels are known to about ± 25 %."
  }

  private func percent(_ part: Double) -> String { "\(Int(bounded: (100 * part).rounded())) %" }

  private func times(_ factor: Double) -> String { "\(Int(bounded: factor.rounded()))" }
}

extension CalibrateCommand {
  /// `glutecue calibrate --quick`.
  func runQuick() throws {
    guard protocolFile == nil else {
      throw ConfigurationError("--quick has a protocol of its own: leave out --protocol.")
    }
    let settings = try options.settings(flags: source.layer(), device.layer(input: try endpoint))
    var profile = try ChosenProfile(settings)
    let setup = try CalibrationSetup(
      input: try endpoint, timeline: timeline, settings: settings, profile: profile, device: device)
    for warning in setup.warnings { StandardError.say(warning) }
    try profile.runner?.check(map: setup.input.map, band: setup.input.band)
    let place = try QuickPlace(output, profile: profile, force: force)
    let interruption = Interruption()
    Interruption.surviveFailedWrites()
    let quick = QuickCalibration(
      setup: setup,
      tones: try GuideTones.sink(try guide, device: device, inputRate: setup.input.sampleRate, overwrite: force),
      isPaced: pace == .realtime && !setup.source.isLive)
    switch try quick.run(interruption) {
    case .left: throw CommandFailure("Stopped. Nothing was scaled.", .interrupted)
    case .refused(let reasons):
      throw CommandFailure(
        "The electrodes or the map are wrong: \(reasons.map(\.description).joined(separator: " ")) Nothing was scaled.",
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
