import ArgumentParser
import EMGUnits
import Simulation

/// How the simulated electrodes take up the muscles: what else reaches them, and another day's gains.
struct ElectrodeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How much of the hamstring's EMG reaches the glute's electrode too, in percent, through a short filter that the seed "
        + "draws.", valueName: "percent"))
  var crosstalk = 0.0

  @Option(
    help: ArgumentHelp(
      "Noise of each electrode from 30 to 450 Hz, in µV RMS, whatever its muscle does: 1.5 for all, or "
        + "glute=0.5,hamstring=3.", valueName: "µv"))
  var electrodeNoise: String?

  @Option(
    help: ArgumentHelp(
      "Movement of the electrodes with the strides, mostly below 20 Hz, in µV RMS; it stays while the muscle rests: 25 "
        + "for all, or glute=25,hamstring=50. In place of --motion.", valueName: "µv"))
  var movement: String?

  @Option(help: ArgumentHelp("Factor on the glute's EMG, as other electrodes take it up.", valueName: "factor"))
  var gainGlute = 1.0

  @Option(help: ArgumentHelp("Factor on the hamstring's EMG.", valueName: "factor"))
  var gainHamstring = 1.0

  @Option(
    help: ArgumentHelp(
      "Another day: the gain of each electrode drawn from this number, and with --quick or --calibration how strong its "
        + "squeezes are.", valueName: "n"))
  var day: UInt64?

  @Option(
    help: ArgumentHelp("How much gains differ from day to day, CV in percent. (default: 20)", valueName: "percent"))
  var dayCv: Double?

  @Option(
    help: ArgumentHelp(
      "How much the bursts of glute and hamstring differ from stride to stride, CV in percent. (default: 18)",
      valueName: "percent"))
  var burstCv: Double?

  /// Something is said besides how the muscles arrive.
  var isGiven: Bool { crosstalk != 0 || electrodeNoise != nil || movement != nil || burstCv != nil }

  /// The day; nil for the electrodes as they were measured.
  func electrodeDay() throws(ConfigurationError) -> ElectrodeDay? {
    guard let day else {
      guard dayCv == nil else { throw ConfigurationError("--day-cv needs --day with the number of the day.") }
      return nil
    }
    var electrodes = ElectrodeDay(seed: day)
    if let dayCv { electrodes.variability = try Self.part(dayCv, "--day-cv") }
    return electrodes
  }

  /// The gains that are said.
  func applyGains(to plan: inout SimulationPlan) {
    plan[.gluteusMaximus].electrodeGain = gainGlute
    plan[.hamstrings].electrodeGain = gainHamstring
  }

  /// Adds all of it to a plan with a person.
  func apply(to plan: inout SimulationPlan, motion: Double) throws(ConfigurationError) {
    plan.crosstalk = try Self.part(crosstalk, "--crosstalk")
    if let electrodeNoise {
      let text = OptionText("--electrode-noise", electrodeNoise, example: "glute=0.5,hamstring=3")
      for (muscle, value) in try numbers(text) { plan[muscle].electrodeNoiseMicrovolts = value }
    }
    if let movement {
      guard motion == 1 else {
        throw ConfigurationError("--movement says in µV what --motion says as a factor; leave out one of them.")
      }
      let text = OptionText("--movement", movement, example: "glute=25,hamstring=50")
      for (muscle, value) in try numbers(text) { plan[muscle].movementMicrovolts = value }
    }
    applyGains(to: &plan)
    if let burstCv {
      let part = try Self.part(burstCv, "--burst-cv")
      for muscle in [Muscle.gluteusMaximus, .hamstrings] { plan[muscle].amplitudeVariability = part }
    }
    plan.electrodeDay = try electrodeDay()
  }

  private static func part(_ percent: Double, _ option: String) throws(ConfigurationError) -> Double {
    guard (0...100).contains(percent) else {
      throw ConfigurationError("\(option) \(percent.short) is not a part from 0 to 100 percent.")
    }
    return percent / 100
  }

  /// `1.5` for every muscle, or `glute=0.5,hamstring=3`.
  private func numbers(_ text: OptionText) throws(ConfigurationError) -> [(muscle: Muscle, value: Double)] {
    guard !text.text.contains("=") else { return try MuscleNumbers(text).values }
    let value = try text.number(text.text)
    return Muscle.allCases.map { ($0, value) }
  }
}
