import ArgumentParser
import CalibrationProtocol
import ConfigurationFiles
import EMGUnits
import Files
import Foundation
import Recording
import Rehearsal
import Simulation

/// `glutecue simulate`: a recording of a runner who does not exist, with known truth.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Make a recording with simulated EMG of a runner, to try GluteCue without hardware.",
    discussion: """
      Writes the recording, its sidecar (the same name with the ending .json: channels and full scale) and, with --truth, \
      a table of the true values of every stride. The same options give the same bytes.

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
          glutecue simulate --output off.wav --fault off:hamstring@25-35 --hum 50
        A whole calibration, for glutecue calibrate; with the electrodes swapped:
          glutecue simulate --calibration --output me.wav --seed 7
          glutecue simulate --calibration --calibration-fault swapped --output swapped.wav
        A person whose glute has done little for a year, though it could do more; or nothing:
          glutecue simulate --calibration --weak --output weak.wav --seed 7
          glutecue simulate --calibration --silent --output silent.wav --seed 7
        Another day of the same person: the fifteen seconds at the start, and the run:
          glutecue simulate --quick --seed 7 --day 3 --output start.wav
          glutecue simulate --runner person:7 --seed 3 --day 3 --output run.wav
        Both glutes at a sound card's rate; only the left one stops:
          glutecue simulate --output both.wav --rate 48000 \\
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

/// Which files a simulation writes, and how.
struct SimulationFileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The recording to write: .wav or .flac. Its folder must exist.", valueName: "file"),
    completion: .file(extensions: ["wav", "flac"]))
  var output: String

  @Option(
    help: ArgumentHelp("Also write the true values of every stride, as CSV.", valueName: "file"), completion: .table)
  var truth: String?

  @Flag(help: "Replace files that exist.")
  var force = false

  @Option(
    help: ArgumentHelp("Which channel carries what.", valueName: "role=channel,…"),
    completion: .map)
  var map = "glute=1,hamstring=2"

  @Option(help: ArgumentHelp("Frames per second, 500 to 192000. (default: 2000)", valueName: "hz"))
  var rate: Double?
  @Option(name: .customLong("sample-rate"), help: .hidden) var formerRate: Double?

  @Option(help: ArgumentHelp("Millivolts at the electrode that make a full-scale sample.", valueName: "mv"))
  var fullScaleMv = 5.0

  @Option(help: "How samples are stored. (default: int16, or int24 where 16 bits would be coarser than 1 µV)")
  var encoding: SampleEncoding?

  /// Frames per second.
  var sampleRate: Double { rate ?? formerRate ?? 2000 }

  /// The files.
  var files: SimulationFiles { SimulationFiles(recording: output, truth: truth, overwrite: force) }
}

/// Writes a simulated calibration: recording, sidecar, the timeline of its trials and, if asked for, the truth.
struct SimulatedCalibration {
  private let rehearsal: Rehearsal
  private let recording: SimulationFileOptions

  init(_ rehearsal: Rehearsal, _ recording: SimulationFileOptions) {
    self.rehearsal = rehearsal
    self.recording = recording
  }

  /// Writes all files and says so.
  func write(notes: String) throws {
    let files = recording.files
    try files.check()
    let timeline = TimelineFile.path(beside: recording.output)
    let simulated = SimulatedRecording(
      rehearsal.plan, try EMGSimulator(rehearsal.plan),
      try SimulationFormat(rehearsal.plan, encoding: recording.encoding), files, map: rehearsal.map,
      truth: RehearsalTable(rehearsal.truths).text)
    try TextFile.write(TimelineFile.text(rehearsal.timeline), to: timeline, overwrite: recording.force)
    try simulated.write(notes: notes)
    print(simulated.summary + " Trials: \(timeline).")
  }
}

/// What is true of each trial of a simulated calibration, as a CSV file.
struct RehearsalTable {
  /// The names of the columns.
  static let header = "step,condition,start_s,end_s,role,highest_500_ms_uv"

  /// The whole table.
  let text: String

  /// Lists every muscle of every trial.
  init(_ truths: [Rehearsal.Truth]) {
    let rows = truths.flatMap { truth in
      truth.microvolts.sorted { "\($0.key)" < "\($1.key)" }.map { role, level in
        "\(truth.trial.step),\(truth.trial.condition),\(Self.fixed(truth.trial.startSeconds)),"
          + "\(Self.fixed(truth.trial.endSeconds)),\(role),\(Self.fixed(level))"
      }
    }
    text = ([Self.header] + rows).map { $0 + "\n" }.joined()
  }

  private static func fixed(_ value: Double) -> String { TruthTable.fixed(value, 3) }
}

extension Rehearsal.Fault: ExpressibleByArgument {}

/// A whole calibration instead of a run.
struct CalibrationSimulationOptions: ParsableArguments {
  @Flag(
    help:
      "A whole calibration instead of a run: another --seed, another person. Also writes NAME.steps.csv, when each trial is."
  )
  var calibration = false

  @Flag(
    help:
      "The fifteen seconds of calibrate --quick instead of a run, by the person of --seed; with --day, with that day's electrodes. Squeezes repeat with a CV of 10 % within and 15 % between days. Also writes NAME.steps.csv."
  )
  var quick = false

  @Option(
    help: ArgumentHelp(
      "What goes wrong in the calibration: swapped (channels the wrong way round), loose (the glute's electrode comes off), clipped (gain "
        + "too high), lazy (no maximal effort), dead (no hamstring signal) or idle (nothing is contracted).",
      valueName: "kind"))
  var calibrationFault: Rehearsal.Fault?

  @Option(
    name: .customLong("protocol"),
    help: ArgumentHelp("The protocol that is followed, in YAML. (default: the standard one)", valueName: "file"),
    completion: .yaml)
  var protocolFile: String?

  /// The calibration; nil when a run is wanted.
  func rehearsal(
    _ recording: SimulationFileOptions, seed: UInt64, isRunDescribed: Bool, glute: GluteOptions,
    signal: SignalOptions
  ) throws -> Rehearsal? {
    guard calibration || quick else {
      guard calibrationFault == nil, protocolFile == nil else {
        throw ConfigurationError("--calibration-fault and --protocol belong to --calibration.")
      }
      return nil
    }
    guard !(calibration && quick) else {
      throw ConfigurationError("--calibration and --quick are both given. Give only one of them.")
    }
    guard !(quick && protocolFile != nil) else {
      throw ConfigurationError("--quick has a protocol of its own: leave out --protocol.")
    }
    guard !isRunDescribed else {
      throw ConfigurationError(
        "\(quick ? "--quick" : "--calibration") follows its protocol: leave out options that describe a run (--duration, --gait, --cadence, --stand, --course, "
          + "--fade, --runner, --fault and the like). --seed chooses the person.")
    }
    let plan = try protocolFile.map { try PlanFile(path: $0).plan() } ?? (quick ? .quick : .standard)
    var rehearsal = Rehearsal(
      plan, map: try ChannelMap(parsing: recording.map).withGluteOrHamstring(), sampleRate: Hertz(recording.sampleRate),
      seed: seed, fullScaleMillivolts: recording.fullScaleMv, fault: calibrationFault,
      habit: try habit(glute, signal), day: try signal.electrodes.electrodeDay())
    signal.electrodes.applyGains(to: &rehearsal.plan)
    return rehearsal
  }

  private func habit(_ glute: GluteOptions, _ signal: SignalOptions) throws(ConfigurationError) -> Rehearsal.Habit {
    let levels = [try glute.habitualLevel(), try signal.habitualLevel()].compactMap(\.self)
    guard levels.count < 2 else {
      throw ConfigurationError("--amplitude says how much the glute does in running; leave out --weak and --silent.")
    }
    return levels.first.map(Rehearsal.Habit.init) ?? .healthy
  }
}
