import ArgumentParser
import EMGUnits
import Simulation

/// What the electrodes see besides the course: the person, the noise and what goes wrong.
struct SignalOptions: ParsableArguments {
  /// To choose from; each has further ones, person:8 and so on.
  private static let usualRunners = [
    "typical", "hamstring-stance", "glute-swing", "random:7", "person:7", "mixed:7", "person:level-runner",
    "person:downhill-runner", "person:overground-runner", "person:clinic-walker", "person:walker-1",
    "person:fast-walker-1",
  ]

  private static let usualNoise = 3.0

  @Option(
    help: ArgumentHelp(
      "Whose muscles: typical, hamstring-stance (hamstring fires more in stance than before contact), glute-swing "
        + "(the glute's mid-swing burst is the larger one), random:7, one of many people, person:7, who is the one of "
        + "--calibration --seed 7, person:level-runner, a measured person (level-runner, downhill-runner, "
        + "overground-runner; overground-runner, clinic-walker, walker-1 to walker-9 and fast-walker-1 to fast-walker-9 "
        + "with --gait walking), or mixed:7, one of many people between those.", valueName: "runner"),
    completion: .words(Self.usualRunners))
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
      "Change of a muscle's amplitude within an hour, as skin gets wet: glute=0.8.", valueName: "muscle=factor"))
  var drift: String?

  @Option(help: ArgumentHelp("Electrode noise from 30 to 450 Hz, in µV RMS.", valueName: "µv"))
  var noise = SignalOptions.usualNoise

  @OptionGroup var electrodes: ElectrodeOptions

  @Option(help: ArgumentHelp("Factor on motion artefact: 0 for none, 1 as in real running.", valueName: "factor"))
  var motion = 1.0

  @Option(help: ArgumentHelp("Mains hum on every muscle: 50, 60, or as it wanders: 50.03.", valueName: "hz"))
  var hum: Double?
  @Option(name: .customLong("mains"), help: .hidden) var formerHum: Double?

  @Option(help: ArgumentHelp("RMS of the hum against the EMG. (default: 0.5)", valueName: "level"))
  var humLevel: Double?
  @Option(name: .customLong("mains-level"), help: .hidden) var formerHumLevel: Double?

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
    runner != "typical" || drift != nil || noise != Self.usualNoise || motion != 1 || hum ?? formerHum != nil
      || humLevel ?? formerHumLevel != nil || !fault.isEmpty || electrodes.isGiven
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
    plan.mains = try mains()
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

  private func mains() throws(ConfigurationError) -> MainsHum {
    let level = humLevel ?? formerHumLevel
    guard let frequency = hum ?? formerHum else {
      guard level == nil else {
        throw ConfigurationError("--hum-level needs --hum with the frequency of the mains: 50 or 60.")
      }
      return .none
    }
    return MainsHum(frequency: Hertz(frequency), level: level ?? 0.5)
  }
}

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
        + "for all, or glute=25,hamstring=50. Instead of --motion.", valueName: "µv"))
  var movement: String?

  @Option(help: ArgumentHelp("Factor on the glute's EMG, as with other electrodes.", valueName: "factor"))
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

/// Reads `glute=62,hamstring=245`: a number for some muscles.
struct MuscleNumbers {
  private(set) var values: [(muscle: Muscle, value: Double)] = []

  /// Takes the text of one option; a muscle may come once.
  init(_ text: OptionText) throws(ConfigurationError) {
    for item in text.items {
      let words = item.split(separator: "=", omittingEmptySubsequences: false)
      guard words.count == 2 else { throw text.refused("“\(item)” is not MUSCLE=NUMBER.") }
      guard let muscle = Muscle(rawValue: String(words[0])) else {
        let names = Muscle.allCases.map(\.rawValue).joined(separator: ", ")
        throw text.refused("“\(words[0])” is not a muscle. Muscles: \(names).")
      }
      guard !values.contains(where: { $0.muscle == muscle }) else {
        throw text.refused("\(muscle.rawValue) is given twice.")
      }
      values.append((muscle, try text.number(words[1])))
    }
  }
}

extension Double {
  /// For messages: whole numbers without a fraction, others to at most two digits after the point.
  var short: String {
    guard isFinite, magnitude < 1e12 else { return "\(self)" }
    let hundredths = (self * 100).rounded() / 100
    return Int(exactly: hundredths).map { "\($0)" } ?? "\(hundredths)"
  }
}
