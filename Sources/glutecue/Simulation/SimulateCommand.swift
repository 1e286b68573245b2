import ArgumentParser
import EMGUnits
import Recording
import Simulation

/// `glutecue simulate`: a recording of a runner who does not exist, with known truth.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Make a recording with simulated EMG of a runner, to try GluteCue without hardware.",
    discussion: """
      Writes the recording, its sidecar (the same name with the ending .json: channels and full scale) and, with --truth, \
      a table of every stride as it was made. The same options give the same bytes.

      Everywhere A-B means from A to B, and commas separate items.

      EXAMPLES
        One minute of healthy running:
          glutecue simulate --output run.wav
        The glute stops for eight strides, and again for one:
          glutecue simulate --output stops.wav --silent 18-25,40 --truth stops.csv
        It fades over 35 strides to a fifth, and the hamstring takes over:
          glutecue simulate --output fade.wav --fade 40-75:1-0.2 --take-over 1.3
        Warming up, a red light, then faster and uphill:
          glutecue simulate --output up.wav \\
            --course 'walk 20, run 60 @78-82, stand 10, run 60 x1.3'
        The hamstring electrode comes off for ten seconds; hum from the mains:
          glutecue simulate --output off.wav --fault off:hamstring@25-35 --mains 50
        A whole calibration, for glutecue calibrate; with the electrodes exchanged:
          glutecue simulate --calibration --output me.wav --seed 7
          glutecue simulate --calibration --calibration-fault swapped --output swapped.wav
        Of somebody whose glute has done little for a year, though it can; or nothing:
          glutecue simulate --calibration --weak --output weak.wav --seed 7
          glutecue simulate --calibration --silent --output silent.wav --seed 7
        Another day of that person: the fifteen seconds at the start, and the run:
          glutecue simulate --quick --seed 7 --day 3 --output start.wav
          glutecue simulate --runner person:7 --seed 3 --day 3 --output run.wav
        Both glutes at a sound card's rate, of which only the left one stops:
          glutecue simulate --output both.wav --sample-rate 48000 \\
            --map left-glute=1,right-glute=2 --silent left:20-30
      """)

  @OptionGroup(title: "The recording") var recording: SimulationFileOptions
  @OptionGroup(title: "The course") var course: CourseOptions
  @OptionGroup(title: "The glute") var glute: GluteOptions
  @OptionGroup(title: "The signal") var signal: SignalOptions
  @OptionGroup(title: "A calibration") var calibration: CalibrationSimulationOptions

  func run() throws {
    let isRunDescribed = course.isGiven || glute.isOfARun || signal.isOfARun
    if let rehearsal = try calibration.rehearsal(
      recording, seed: signal.seed, isRunDescribed: isRunDescribed, glute: glute, signal: signal)
    {
      return try SimulatedCalibration(rehearsal, recording).write(notes: Self.notes)
    }
    let plan = try plan()
    let simulator = try EMGSimulator(plan)
    try glute.check(against: simulator.strides)
    let files = recording.files
    try files.check()
    let format = try SimulationFormat(plan, encoding: recording.encoding)
    let simulated = SimulatedRecording(plan, simulator, format, files)
    try simulated.write(notes: Self.notes)
    print(simulated.summary)
  }

  private func plan() throws(ConfigurationError) -> SimulationPlan {
    var plan = SimulationPlan(
      sampleRate: Hertz(recording.sampleRate), channels: try ChannelMap(parsing: recording.map),
      course: try course.segments())
    plan.fullScaleMillivolts = recording.fullScaleMv
    plan.gluteEvents = try glute.events()
    try signal.apply(to: &plan)
    return plan
  }

  private static var notes: String { "Simulated EMG, no real person. Made by: \(commandLine)" }

  /// The command that makes the same files again. `--force` does not matter to what is in them.
  private static var commandLine: ShellCommand {
    ShellCommand(["glutecue"] + CommandLine.arguments.dropFirst().filter { $0 != "--force" })
  }
}
