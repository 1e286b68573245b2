import CalibrationProtocol
import EMGUnits
import Foundation
import WebPages
import LiveSession
import Recording
import SessionResults
import ConfigurationFiles
import SoundCard

/// A session from its options to its last words: what `live` and `train` do.
struct LiveRun {
  private static let lookSeconds = 0.02

  let input: String
  let options: LiveOptions
  /// The session of a programme that it is; nil for none.
  var training: TrainingToday?
  /// What its programme sets; flags win over it.
  var layer = SettingsLayer()
  /// Who runs it within another program; nil for a person at the command line.
  var host: (any LiveHost)?

  /// Runs it to its end.
  func run() throws {
    PrivateFiles.begin()
    let settings = try options.settings(over: layer)
    var profile = try ChosenProfile(settings)
    let folder = try options.output ?? datedFolder()
    // nothing came of it if it is still empty
    defer { if options.output == nil, let folder { rmdir(folder) } }
    let interruption = host?.interruption ?? Interruption(outlivesTerminal: true)
    Interruption.surviveFailedWrites()
    // what is refused is refused before anybody squeezes
    try request(settings, profile, folder: folder).checkOutputs()
    var squeezes = StartSqueezes(
      input: input, tone: options.tone, device: options.device, isQuiet: options.isSilent)
    if let host {
      squeezes.view = { host.view($0, $1) }
      squeezes.onWords = { host.say([$0]) }
    }
    let notes: [String]
    switch try squeezes.run(&profile, settings, isWanted: !options.noSqueeze && !options.view.wait, interruption) {
    case .left: return
    case .done(let words): notes = words
    }
    var request = try request(settings, profile, folder: folder)
    request.notes = notes
    let plans = KeptPlans.ofUser()
    let session = try LiveSession(request)
    plans?.keep()
    let marks = host == nil ? MarkRequests() : nil
    defer { marks?.end() }
    try options.view.checkWait(hasKeys: marks?.hasKeys ?? false)
    var display = try SessionDisplay(
      session, seconds: session.seconds ?? request.durationSeconds, page: try page(),
      isSilent: options.isSilent, waits: options.view.wait)
    defer { display.end() }
    if let marks { guard waitForStart(display, marks, interruption) else { return } }
    display.begin()
    host?.begin(folder: request.folder)
    let visitors = display
    let controls = SessionControls(
      shouldStop: { interruption.isAsked || marks?.isEndAsked ?? false || visitors.isStopAsked },
      nextMark: { marks?.takes() ?? false ? "mark" : visitors.takeMark() })
    // not before it runs: until then it may be refused
    var untold = muteWords(request)
    let summary = try run(session, controls) { happening in
      if let words = untold.take() { display.show(.running([words])) }
      display.show(happening)
    }
    display.end()
    let aim = AimKeeping(path: profile.path, made: profile.calibration?.date)
    try conclude(summary, request, aim, addsToHistory: settings.addsToHistory)
  }

  /// The history, the last words, and the page.
  private func conclude(
    _ summary: SessionSummary, _ request: LiveSession.Request, _ aim: AimKeeping, addsToHistory: Bool
  ) throws {
    let folder = request.folder
    let kept =
      aim.keep(summary) + keep(summary, in: addsToHistory ? folder : nil)
      + (training?.words(summary, isKept: addsToHistory && folder != nil) ?? [])
    let page = folder.map { OutputFolder.join($0, ReportFile.name) }
    let last = SessionEnd(summary, files: request.outputs.filter { $0 != page }, words: kept)
    let end = Result { if let host { host.end(summary, last, words: kept) } else { try last.tell(as: options.format) } }
    do {
      if let folder, let page, summary.keptSeconds == nil { try writeReport(of: folder, to: page) }
    } catch {
      try end.get()
      throw error
    }
    if let words = muteWords(request), host == nil, options.format == .text, options.view.quiet { print(words) }
    try end.get()
  }

  private func request(
    _ settings: EffectiveSettings, _ profile: ChosenProfile, folder: String?
  ) throws -> LiveSession.Request {
    var request = LiveSession.Request(
      input: try options.input(input), tone: try options.tone(input: input), folder: folder,
      overrides: settings.overrides,
      fallbacks: profile.fallbacks, feedback: try options.decision.applying(to: settings.feedback),
      profile: profile.runner,
      isPaced: options.pace == .realtime,
      blockFrames: try options.checkedBlockFrames(), overwrite: options.force, software: GlutecueCommand.software)
    request.durationSeconds = try options.checkedDuration() ?? training?.seconds
    request.programme = training.map { $0.place(feedback: settings.feedback.share) }
    request.playsTestTone = options.device.testTone
    request.recordingFormat = options.recording
    request.settings = SessionSettings.text(of: settings)
    request.profileFile = profile.bytes
    request.showsEnvelope = SessionDisplay.showsEnvelope(page: try page(), isSilent: options.isSilent)
    return request
  }

  /// Where it is looked at from afar.
  private func page() throws -> PageWish {
    if let host { return .place(host.outlet) }
    return try options.view.address().map(PageWish.page) ?? .none
  }

  /// False when the session ends before it has begun; then nothing has been written.
  private func waitForStart(_ display: SessionDisplay, _ marks: MarkRequests, _ interruption: Interruption) -> Bool {
    guard options.view.wait else { return true }
    while !display.isStartAsked && !marks.takes() {
      if interruption.isAsked || marks.isEndAsked || display.isStopAsked { return false }
      Thread.sleep(forTimeInterval: Self.lookSeconds)
    }
    return true
  }

  /// Adds a session with strides to the history; returns words for the user.
  private func keep(_ summary: SessionSummary, in folder: String?) -> [String] {
    guard let folder else { return [] }
    guard summary.strideCount > 0 else { return ["History: not added, as there are no strides in it."] }
    return SessionKeeping(folder: folder).addToHistory(store: options.store)
  }

  /// That nobody hears anything, where nobody has asked for that; nil otherwise.
  private func muteWords(_ request: LiveSession.Request) -> String? {
    guard options.tone == nil, request.tone == nil else { return nil }
    return "Mute: --tone was not given, so no tone is played. Examples: --tone alsa:default, --tone wav:tone.wav."
  }

  /// Runs the session; headphones that nobody has named but that cannot be used are explained.
  private func run(
    _ session: LiveSession, _ controls: SessionControls, onHappening: (LiveSession.Happening) -> Void
  ) throws -> SessionSummary {
    do {
      return try session.run(controls, onHappening: onHappening)
    } catch {
      guard options.tone == nil, case .soundCard(let trouble) = error else { throw error }
      let failure = CommandFailure(trouble)
      throw CommandFailure(
        "\(failure.message) --tone was not given, so the tones go to alsa:default; choose other headphones with --tone "
          + "alsa:DEVICE, or say --tone none for a session without sound.", failure.status)
    }
  }

  /// Comes last: it takes a while after two hours, and nothing of the session depends on it. A session that was not kept to
  /// its end, as on a full disk, gets its page by `glutecue report` once there is room.
  private func writeReport(of folder: String, to page: String) throws {
    let session = try SavedSession(path: folder).session()
    try ReportFile.write(session, charts: ChartLibrary(), to: page, overwrites: options.force)
    if options.format == .text, host == nil { print("Written: \(page)") }
  }

  /// A new folder for a session on a sound card; nil for other inputs.
  private func datedFolder() throws -> String? {
    guard case .device = try Endpoint("--input", input) else { return nil }
    guard let parent = SessionFolder.standardParent(environment: ProcessInfo.processInfo.environment) else {
      throw ConfigurationError(
        "There is no home folder to keep the session in (HOME and XDG_DATA_HOME are not set). Say where with --output "
          + "DIR.")
    }
    return try SessionFolder.make(in: parent)
  }
}

/// Who runs a session within another program, and is told of it what a terminal would show.
protocol LiveHost: AnyObject, Sendable {
  /// Whether the runner wants it to stop.
  var interruption: Interruption { get }
  /// Where it is looked at.
  var outlet: any LiveOutlet { get }
  /// Where the runner looks during the squeezes at the start.
  func view(_ setup: CalibrationSetup, _ steps: [CalibrationStep]) -> any CalibrationView
  /// Words for the runner, in whole sentences.
  func say(_ words: [String])
  /// It runs, and is kept in a folder; nil for nowhere.
  func begin(folder: String?)
  /// It has ended, with its last words.
  func end(_ summary: SessionSummary, _ end: SessionEnd, words: [String])
}
