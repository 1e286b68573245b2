import Biofeedback
import ConfigurationFiles
import CalibrationProtocol
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
    let answers = levels.map { "\($0.role) \(level($0.amplitude)), \(times($0.rise)) times its rest" }
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
        "There is no profile to compare with: this proves the electrodes and their order, and not the level, so whether the "
        + "glute gives what it should cannot be told. glutecue calibrate makes a profile."
    }
    guard !profile.squeezes.isEmpty else {
      return
        "The profile of \(profile.date.prefix(10)) holds no squeezes to compare with, as it was made by an earlier program, so "
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

  private func level(_ amplitude: Double) -> String {
    if let microvolts = scale.microvolts(amplitude) { return "\(((10 * microvolts).rounded() / 10).short) µV" }
    return scale.decibelsFullScale(amplitude).map { "\(Int(bounded: $0.rounded())) dBFS" } ?? "nothing"
  }

  private func percent(_ part: Double) -> String { "\(Int(bounded: (100 * part).rounded())) %" }

  private func times(_ factor: Double) -> String { "\(Int(bounded: factor.rounded()))" }
}
