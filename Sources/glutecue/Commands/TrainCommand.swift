import ArgumentParser
import Biofeedback
import CalibrationProtocol
import ConfigurationFiles
import EMGUnits
import Files
import Recording

/// `glutecue train`: the session of a programme that is next.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Run the next session of a training programme.",
    discussion: help)

  @OptionGroup var from: InputOption
  @Option(
    help: ArgumentHelp("The programme. (default: the one that comes with GluteCue)", valueName: "file"),
    completion: .yaml)
  var programme: String?
  @Option(help: ArgumentHelp("Run this session instead of the next; 1 begins a new round.", valueName: "n"))
  var session: Int?
  @Flag(help: "Show what is done and what is next; run nothing.") var status = false
  @Flag(help: "Show what would run now; run nothing.") var dryRun = false
  @OptionGroup var options: LiveOptions

  private var input: String? { from.text }

  func run() throws { try run(host: nil) }

  /// - Parameter host: who runs it within another program; nil for a person at the command line.
  func run(host: (any LiveHost)?) throws {
    let programme = try programme.map { try ProgrammeFile(path: $0).programme() } ?? .standard
    let settings = try options.settings(input: input)
    let input = try input.map { try TrainingInput($0, settings) }
    let profile = status && settings.profile == nil ? nil : try chosenProfile(settings)
    let said = input?.person ?? settings.person
    let history = try ProgrammeHistory(
      programme, store: options.store, person: said ?? profile?.calibration?.person,
      personFromProfile: said == nil ? profile?.calibration?.person : nil)
    let words = ProgrammeWords(history)
    guard !status, let profile else {
      switch options.format {
      case .json: StandardOutput.write(json: try ProgrammeJSON(history, command: command(settings)).text())
      case .text: for line in words.status(command(settings)) { print(line.visible()) }
      }
      return
    }
    let number = try number(history, start: input?.started ?? .now, settings)
    let (aim, reason) = try aim(number, history, profile)
    let today = TrainingToday(
      history: history, number: number, aim: aim, aimReason: reason, start: input?.started ?? .now,
      command: command(settings))
    let effective = try options.settings(over: today.layer, input: self.input)
    let seconds = try options.checkedDuration() ?? today.seconds
    if dryRun || !options.isSilent {
      for line in today.opening(effective, minutes: seconds / 60) { print(line) }
      if !dryRun { print("") }
    }
    guard !dryRun else { return }
    try LiveRun(input: SoundChoice.input(self.input), options: options, training: today, layer: today.layer, host: host)
      .run()
  }

  private func chosenProfile(_ settings: EffectiveSettings) throws -> ChosenProfile {
    guard settings.profile != nil else {
      let input = input.flatMap { $0.hasPrefix("alsa:") ? $0 : nil } ?? "alsa:hw:1"
      throw ConfigurationError(
        "A programme needs the profile of a calibration, because the aim starts at what you do now. Make one with: "
          + "\(ShellCommand(["glutecue", "calibrate", "--input", input, "--map", "glute=1,hamstring=2"])) Then come back "
          + "with --profile calibration/profile.json.")
    }
    return try ChosenProfile(settings)
  }

  /// Which run is meant.
  private func number(
    _ history: ProgrammeHistory, start: Moment, _ settings: EffectiveSettings
  ) throws(ConfigurationError) -> Int {
    let programme = history.standing.programme
    if let session {
      guard programme.runs.indices.contains(session - 1) else {
        throw ConfigurationError(
          "--session \(session) is not in the programme \(programme.name.visible()). Expected: 1 to \(programme.runs.count)."
        )
      }
      return session
    }
    guard let next = history.standing.next else {
      throw ConfigurationError(ProgrammeWords(history).next(command(settings)))
    }
    if programme.isTest(next), let due = history.standing.dueDay(next), due > history.day(start) {
      throw ConfigurationError(
        "The sessions of training are done; next is \(ProgrammeWords(history).place(next)), from "
          + "\(ProgrammeHistory.date(due)). To run it today anyway: "
          + "\(ShellCommand(command(settings) + ["--session", "\(next)"]))")
    }
    return next
  }

  /// The aim of a run, and why it stands there.
  private func aim(
    _ number: Int, _ history: ProgrammeHistory, _ profile: ChosenProfile
  ) throws(ConfigurationError) -> (Aim?, String?) {
    switch history.standing.programme.runs[number - 1].aim {
    case nil: return (nil, nil)
    case .fixed(let aim): return (aim, nil)
    case .aboveStart(let above):
      guard let start = profile.runner.flatMap(EasyRunStart.init) else {
        return (.grow, "because the profile holds no maximum to set it by")
      }
      let level = history.standing.level(number, start: start.part, above: above)
      let latest = history.standing.round.last { $0.aim != nil }?.aim
      let reason =
        switch latest {
        case nil: start.words(above: above)
        case .some(let latest) where level > latest: "\(ProgrammeTable.fine(latest)) was met in most strides last time"
        case .some: "as last time"
        }
      return (try Aim.parsing("maximum:\((1000 * level).rounded() / 10)%"), reason)
    }
  }

  /// What has to be typed for the next one.
  private func command(_ settings: EffectiveSettings) -> [String] {
    var words = ["glutecue", "train"]
    if let programme { words += ["--programme", programme] }
    let isChosen = (try? SoundChoice.ofUser().input) != nil
    if let input = SoundChoice.next(input) ?? (isChosen ? nil : "alsa:hw:1") { words += ["--input", input] }
    if let profile = options.source.profile { words += ["--profile", profile] }
    if let person = options.source.person { words += ["--person", person] }
    return words
  }
}

/// When a session of a programme begins, and whose it is: a sound card's now, a recording's as it says.
struct TrainingInput {
  /// When its first frame comes.
  let started: Moment
  /// Name or code of whom it is of; nil where nobody says.
  let person: String?

  /// Looks at the recording, if it is one.
  init(_ input: String, _ settings: EffectiveSettings) throws {
    guard case .file(let path) = try Endpoint("--input", input) else {
      started = .now
      person = settings.person
      return
    }
    let reader = try RecordingReader(path: path, rate: settings.overrides.rate ?? settings.fallbacks.rate)
    let origin = RecordingOrigin(
      recording: reader.path, frameCount: reader.frameCount,
      seconds: Double(reader.frameCount) / reader.sampleRate.value, sidecar: try reader.sidecar())
    started = origin.started ?? .now
    person = settings.overrides.person ?? origin.person ?? settings.person
  }
}

/// Where an aim above the easy run begins: the glute's part of its maximum there.
struct EasyRunStart {
  /// Where the glute did not work in the easy run (a choice).
  private static let least = 0.05

  /// A part of the maximum; of two legs the lower.
  let part: Double
  /// In the easy run of the calibration the glute of a leg did not rise above its rest.
  let isSilent: Bool

  /// Nil where a maximum is not known.
  init?(_ profile: RunnerProfile) {
    var lowest = Double.infinity
    var hasSilent = false
    for side in BiofeedbackPipeline.sides(of: profile.map) {
      guard let maximum = profile.maxima(of: side)[.gluteusMaximus], maximum > 0 else { return nil }
      let run = profile.legs.first { $0.leg == side }?.muscles[.gluteusMaximus]
      if run == nil { hasSilent = true }
      lowest = min(lowest, run.map { Double($0.amplitude / maximum) } ?? Self.least)
    }
    guard lowest.isFinite else { return nil }
    part = lowest
    isSilent = hasSilent
  }

  /// `20 % above your easy run (5.7 % of your maximum)`.
  func words(above: Double) -> String {
    let start = ProgrammeTable.fine(part)
    return isSilent
      ? "\(ProgrammeTable.percent(above)) above \(start) of your maximum, because the glute did not work in the easy run"
      : "\(ProgrammeTable.percent(above)) above your easy run (\(start) of your maximum)"
  }
}
