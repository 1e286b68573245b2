import ArgumentParser
import EMGUnits
import Simulation

/// What the electrodes see besides the course: the person, the noise and what goes wrong.
struct SignalOptions: ParsableArguments {
  private static let usualNoise = 3.0

  @Option(
    help: ArgumentHelp(
      "Whose muscles: typical, hamstring-stance (hamstring fires more in stance than before contact), glute-swing "
        + "(the glute's mid-swing burst is the larger one), random:7, one of many people, person:7, who is the one of "
        + "--calibration --seed 7, person:level-runner, somebody who was measured (level-runner, downhill-runner, "
        + "overground-runner; overground-runner, clinic-walker, walker-1 to walker-9 and fast-walker-1 to fast-walker-9 "
        + "with --gait walking), or mixed:7, one of many people between those.", valueName: "runner"))
  var runner = "typical"

  @Option(help: ArgumentHelp("Another number, another recording of the same plan.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "RMS at the peak of a muscle's main burst, in µV: glute=62,hamstring=245. With --calibration: a factor on what the glute "
        + "does in running while its maximum stays, 0.25.", valueName: "muscle=µv"))
  var amplitude: String?

  @Option(
    help: ArgumentHelp(
      "What becomes of a muscle's amplitude within an hour, as skin gets wet: glute=0.8.", valueName: "muscle=factor"))
  var drift: String?

  @Option(help: ArgumentHelp("Electrode noise from 30 to 450 Hz, in µV RMS.", valueName: "µv"))
  var noise = SignalOptions.usualNoise

  @OptionGroup var electrodes: ElectrodeOptions

  @Option(help: ArgumentHelp("Factor on motion artefact: 0 for none, 1 as in real running.", valueName: "factor"))
  var motion = 1.0

  @Option(help: ArgumentHelp("Mains hum on every muscle: 50, 60, or as it wanders: 50.03.", valueName: "hz"))
  var mains: Double?

  @Option(help: ArgumentHelp("RMS of the hum against the EMG. (default: 0.5)", valueName: "level"))
  var mainsLevel: Double?

  @Option(
    help: ArgumentHelp(
      "What goes wrong with a channel, and when: off:hamstring@12-15 (seconds; @12 lasts to the end). Kinds: off, dead, "
        + "muted, clipping (clipping=50: the gain), hum (hum=5: against the EMG).", valueName: "kind:channel@from-to"))
  var fault: [String] = []

  /// The factor of a calibration; nil where none is given.
  func habitualLevel() throws(ConfigurationError) -> Double? {
    guard let amplitude else { return nil }
    let text = OptionText("--amplitude", amplitude, example: "0.25")
    let level = try text.number(amplitude)
    guard (0...2).contains(level) else { throw text.refused("Expected: a factor from 0 to 2.") }
    return level
  }

  /// Something besides the seed is said.
  var isGiven: Bool { isOfARun || amplitude != nil }

  /// Something besides seed and amplitude is said.
  var isOfARun: Bool {
    runner != "typical" || drift != nil || noise != Self.usualNoise || motion != 1 || mains != nil
      || mainsLevel != nil || !fault.isEmpty || electrodes.isGiven
  }

  /// Adds all of it to a plan with a course.
  func apply(to plan: inout SimulationPlan) throws(ConfigurationError) {
    plan.seed = seed
    plan.electrodeNoiseMicrovolts = noise
    if let measured = try MeasuredPerson(parsing: runner, for: plan.course) {
      measured.apply(to: &plan)
      if noise != Self.usualNoise { for muscle in Muscle.allCases { plan[muscle].electrodeNoiseMicrovolts = nil } }
    } else if let person = try CalibrationPerson(parsing: runner) {
      person.apply(to: &plan)
    } else {
      plan.style = try RunnerStyle(parsing: runner)
    }
    plan.motion = motion
    plan.mains = try hum()
    try electrodes.apply(to: &plan, motion: motion)
    if let amplitude {
      let numbers = try MuscleNumbers(OptionText("--amplitude", amplitude, example: "glute=62,hamstring=245"))
      for (muscle, value) in numbers.values { plan[muscle].amplitudeMicrovolts = value }
    }
    if let drift {
      let numbers = try MuscleNumbers(OptionText("--drift", drift, example: "glute=0.8"))
      for (muscle, value) in numbers.values { plan[muscle].gainPerHour = value }
    }
    for text in fault {
      let text = OptionText("--fault", text, example: "off:hamstring@12-15")
      plan.faults += try FaultNotation(text: text, map: plan.channels, durationSeconds: plan.durationSeconds).faults()
    }
  }

  private func hum() throws(ConfigurationError) -> MainsHum {
    guard let mains else {
      guard mainsLevel == nil else {
        throw ConfigurationError("--mains-level needs --mains with the frequency of the mains: 50 or 60.")
      }
      return .none
    }
    return MainsHum(frequency: Hertz(mains), level: mainsLevel ?? 0.5)
  }
}
