import ArgumentParser
import CalibrationProtocol
import ConfigurationFiles
import EMGUnits
import Foundation
import Recording
import SessionResults

/// `glutecue calibrate`: the guided wizard that ends with a profile.
struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Go through reference contractions and an easy run; the result is a profile.",
    discussion: help)

  @OptionGroup var from: InputOption
  @Option(
    help: ArgumentHelp(
      "Where the tones go: alsa:DEVICE, a WAV to write, or none. (default: what setup chose with a sound card as input, else none)",
      valueName: "alsa:device|file|none"), completion: .tone)
  var tone: String?
  @Option(
    help: ArgumentHelp(
      "Folder for the profile; made if missing. (default: calibration; with --quick the profile itself is scaled)",
      valueName: "dir"), completion: .directory)
  var output: String?
  @Flag(help: "The fifteen seconds: scale the profile to the electrodes of today.") var quick = false
  @Option(
    name: .customLong("protocol"),
    help: ArgumentHelp("Your own protocol, in YAML. (default: the standard one)", valueName: "file"), completion: .yaml)
  var protocolFile: String?
  @Option(
    help: ArgumentHelp(
      "When the trials of a recording are. (default: NAME.steps.csv beside NAME.wav, otherwise as the tones say)",
      valueName: "file"), completion: .table)
  var timeline: String?
  @Option(help: ArgumentHelp("Goes into the profile.", valueName: "text")) var notes = ""
  @Flag(help: "Run the steps one after another without keys, even on a terminal.") var auto = false
  @Option(help: "realtime: a recording as a sound card delivers it; none: as fast as possible.")
  var pace = LiveOptions.Pace.realtime
  @OptionGroup var source: SignalSourceOptions
  @OptionGroup(title: "The sound card") var device: DeviceOptions
  @OptionGroup var options: SettingsOptions
  @Flag(help: "Start over, and overwrite what exists.") var force = false

  func run() throws {
    PrivateFiles.begin()
    if quick { return try runQuick() }
    let interruption = Interruption()
    Interruption.surviveFailedWrites()
    do {
      print("\n" + (try run(keys: auto ? nil : Keyboard(), view: nil, interruption)))
      fflush(nil)
    } catch let incomplete as IncompleteCalibration {
      print("\n" + incomplete.text)
      fflush(nil)
      throw incomplete.failure
    }
  }

  /// Goes through the steps; returns what came of it, in words.
  ///
  /// - Parameters:
  ///   - keys: nil when nobody presses any: the steps follow each other.
  ///   - view: nil for the terminal.
  func run(
    keys: (any WizardKeys)?, view: ((CalibrationSetup, [CalibrationStep], [StepRecord]) -> any CalibrationView)?,
    _ interruption: Interruption
  ) throws -> String {
    let output = output ?? "calibration"
    let setup = try CalibrationSetup(
      input: try endpoint, timeline: timeline,
      settings: try options.settings(flags: source.layer(), device.layer(input: try endpoint)), device: device)
    let plan = try protocolFile.map { try PlanFile(path: $0).plan() } ?? .standard
    let steps = plan.steps(for: setup.input)
    guard !steps.isEmpty else {
      throw ConfigurationError("No step of the protocol \(plan.name) fits the map \(setup.input.map).")
    }
    var recording: String?
    if case .file(let path) = try Endpoint("--input", try endpoint) { recording = URL(filePath: path).path }
    let folder = try CalibrationFolder(output, person: setup.person, recording: recording, force: force)
    let records = try folder.records(steps: steps, input: setup.input)
    if view == nil { preamble(plan, steps, records, setup, output) }
    var loop = try CalibrationLoop(
      source: setup.source,
      tones: try GuideTones.sink(try guide, device: device, inputRate: setup.input.sampleRate, overwrite: force),
      keyboard: keys, isPaced: pace == .realtime,
      progress: folder.progress, input: setup.input,
      wizard: CalibrationWizard(steps: steps, input: setup.input, schedule: setup.schedule, records: records),
      interruption: interruption, view: view?(setup, steps, records))
    let ending = try loop.run()
    return try conclude(ending, loop.session.wizard, plan, setup, folder)
  }

  /// Where the EMG comes from.
  var endpoint: String { get throws { try SoundChoice.input(from.text) } }

  /// Where the tones go.
  var guide: String { get throws { try tone ?? SoundChoice.guide(input: try endpoint) } }

  private var nextInput: String? { SoundChoice.next(from.text).map { ShellCommand([$0]).description } }

  private func preamble(
    _ plan: CalibrationPlan, _ steps: [CalibrationStep], _ records: [StepRecord], _ setup: CalibrationSetup,
    _ output: String
  ) {
    for warning in setup.warnings { StandardError.say(warning) }
    print("\(plan.name): \(steps.count) steps, \(setup.input.map), band \(setup.input.band)")
    let done = records.filter { $0.state == .done || $0.state == .skipped }.count
    if done > 0 { print("Continuing \(output): \(done) of \(steps.count) steps are done.") }
  }

  private func conclude(
    _ ending: CalibrationLoop.Ending, _ wizard: CalibrationWizard, _ plan: CalibrationPlan, _ setup: CalibrationSetup,
    _ folder: CalibrationFolder
  ) throws -> String {
    switch ending {
    case .left:
      throw CommandFailure(
        "Stopped with \(wizard.records.count) of \(wizard.steps.count) steps. The same command continues from there.",
        .interrupted)
    case .refused(let reasons):
      throw CommandFailure(
        "The electrodes or the map are wrong: \(reasons.map(\.description).joined(separator: " ")) No profile was written.",
        .channelUnusable)
    case .finished:
      var profile = CalibrationProfile(
        steps: wizard.steps, records: wizard.records, input: setup.input, software: GlutecueCommand.software,
        date: setup.started.iso, planName: plan.name, notes: notes)
      profile.person = setup.person
      try folder.finish(profile)
      let text =
        ProfileText(profile, path: folder.profilePath, input: nextInput).text + "\n\nWritten: \(folder.profilePath)"
      let failed = wizard.records.filter { !$0.refusals.isEmpty && $0.state != .done }
      guard failed.isEmpty else {
        throw IncompleteCalibration(text: text, failure: CommandFailure(FailedSteps(failed).words, .channelUnusable))
      }
      return text
    }
  }
}

/// A profile was written, though steps of it did not work.
struct IncompleteCalibration: Error {
  /// The profile in words.
  let text: String
  let failure: CommandFailure
}

/// Why steps of a calibration did not work, each reason once.
struct FailedSteps {
  private let records: [StepRecord]

  init(_ records: [StepRecord]) { self.records = records }

  /// `2 steps did not work. glute-prone, glute-standing: glute: 1.8 % of the samples …`
  var words: String {
    var reasons: [(words: String, ids: [String])] = []
    for record in records {
      let words = record.refusals.last { $0 != .noMoreTrials }?.description ?? "\(TrialRefusal.noMoreTrials)"
      if let index = reasons.firstIndex(where: { $0.words == words }) {
        reasons[index].ids.append(record.id)
      } else {
        reasons.append((words, [record.id]))
      }
    }
    let count = records.count == 1 ? "A step" : "\(records.count) steps"
    return "\(count) did not work. "
      + reasons.map { "\($0.ids.joined(separator: ", ")): \($0.words)" }.joined(separator: " ")
  }
}

/// The folder of a calibration: `progress.json` while it is not finished, then `profile.json`.
struct CalibrationFolder {
  private static let profile = "profile.json"

  private let folder: OutputFolder
  /// What is done.
  let progress: ProgressFile
  private let force: Bool

  /// Makes it if missing. A finished calibration is not overwritten unless forced.
  init(_ path: String, person: String?, recording: String?, force: Bool) throws(OutputError) {
    self.force = force
    folder = try OutputFolder(path: path, names: [Self.profile], inputs: [], overwrites: force)
    progress = ProgressFile(path: folder.file("progress.json"), person: person ?? "", recording: recording ?? "")
    if force { progress.remove() }
  }

  /// Where the profile is.
  var profilePath: String { folder.file(Self.profile) }

  /// What an earlier session left; nothing without one.
  func records(steps: [CalibrationStep], input: CalibrationInput) throws(RecordingError) -> [StepRecord] {
    progress.exists ? try progress.records(steps: steps, input: input) : []
  }

  /// Writes the profile; the progress is not needed any more.
  func finish(_ profile: CalibrationProfile) throws(RecordingError) {
    try TextFile.write(try ProfileFile.text(profile), to: profilePath, overwrite: force)
    progress.remove()
  }
}
