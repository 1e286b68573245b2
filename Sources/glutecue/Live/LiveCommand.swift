import ArgumentParser
import EMGUnits
import Foundation
import HTMLReport
import LiveSession
import Recording
import Report
import SessionReading
import Settings
import SoundCard

/// `glutecue live`: strides and cues as they happen.
struct LiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "live",
    abstract: "Beep in the very stride in which the glute stops firing.",
    discussion: """
      Takes the EMG from a sound card, or plays a recording as if it came from the electrodes now; plays the tones on \
      headphones, or writes them to a file that is as long as the input and runs on its clock. Without --tone the tones of \
      a session on a sound card go to ALSA's default device; a recording is played mute, and that is told. The first ten good strides \
      are the reference; cues come after. A fault of the signal has a sound of its own, so silence never means that \
      something is broken.

      Everything is kept in a folder: recording.wav (raw input) with recording.json, strides.csv, cues.csv, \
      summary.json, settings.yaml, and at the end report.html, a page with charts for people. Replaying the recording with --config settings.yaml gives the same strides and cues, byte for \
      byte. With a sound card and no --output the folder is named by date and time, below \
      ~/.local/share/glutecue/sessions. When the disk is full the files end in good order and the feedback goes on; a \
      session that was cut off, as by an empty battery, is mended by `glutecue repair`. The session is added to the history \
      (`glutecue history`), unless --no-history.

      EXAMPLES
        What sound cards are there:
          glutecue devices
        A run: glute on the left line input, hamstring on the right, tones to the headphones:
          glutecue live --input alsa:hw:1 --tone alsa:default --map glute=1,hamstring=2
        The same for 45 minutes, with the sounds once beforehand, louder, everything kept in the folder monday:
          glutecue live --input alsa:hw:1 --tone alsa:default --map glute=1,hamstring=2 \\
            --duration 2700 --test-tone --volume 70 --output monday
        Watch a recording as it would have been on the run:
          glutecue live --input wav:Samples/glute-stops.wav --tone wav:tone.wav
        The same as fast as the computer can, with everything kept in the folder session:
          glutecue live --input wav:run.wav --tone wav:tone.wav --pace none --output session
        With a profile; on a sound card two squeezes and two curls, by tones, come first where its electrodes are not those
        of the profile any more (--no-squeeze to begin at once):
          glutecue live --input alsa:hw:1 --tone alsa:default --profile calibration/profile.json
        Watched by a coach on a phone in the same network, who also starts it:
          glutecue live --input alsa:hw:1 --tone alsa:default --map glute=1,hamstring=2 \\
            --dashboard 0.0.0.0:8080 --wait
        A cue at most every 15 s, and no word of weakness:
          glutecue live --input wav:run.wav --tone wav:tone.wav --cue-policy limit \\
            --cue-limit-seconds 15 --cue-weak false
        A session that needs half the room:
          glutecue live --input wav:run.wav --output session --recording flac

      Settings come from files too: `glutecue config` shows them, `glutecue config --write FILE` makes such a file.
      Ctrl-C or `q` ends the session with its summary. The space bar, `m` or the signal SIGUSR1 marks a moment. A lost connection \
      (SIGHUP) does not end a session. Neither the input nor its sidecar is ever overwritten, --force or not.

      EXIT CODES
        0 done, also after Ctrl-C; 3 a channel that is needed cannot be used; 4 no strides found; 64 wrong options, or
        something that the sound card cannot do; 65 not a usable recording; 66 no such file or device; 73 output exists or
        cannot be made; 74 reading or writing failed, or the device is in use; 77 not permitted.
      """)

  @Option(help: ArgumentHelp("Where the EMG comes from: alsa:DEVICE or wav:FILE.", valueName: "alsa:device|wav:file"))
  var input: String
  @Option(
    help: ArgumentHelp(
      "Where the tone goes: alsa:DEVICE, wav:FILE, or none. (default: alsa:default with a sound card as input, else none)",
      valueName: "alsa:device|wav:file|none"))
  var tone: String?
  @OptionGroup var source: SignalSourceOptions
  @OptionGroup var options: SettingsOptions
  @OptionGroup(title: "The decision") var decision: DecisionOptions
  @OptionGroup(title: "The aim") var aims: AimOptions
  @OptionGroup(title: "The cues") var cues: CueOptions
  @OptionGroup(title: "The history") var history: HistoryOptions
  @OptionGroup var store: StoreOption
  @OptionGroup(title: "The sound card") var device: DeviceOptions
  @OptionGroup(title: "The view") var view: ViewOptions
  @Option(help: ArgumentHelp("End after so many seconds of input.", valueName: "s")) var duration: Double?
  @Option(help: "realtime: as a sound card delivers it; none: as fast as it goes.") var pace = Pace.realtime
  @Option(help: ArgumentHelp("Folder to keep the session in; made if missing.", valueName: "dir")) var output: String?
  @Option(
    help: ArgumentHelp(
      "What the session records into: wav, or flac (about half the size; 16 or 24 bits, up to 8 channels).",
      valueName: "wav|flac"))
  var recording = RecordingFormat.wav
  @Option(help: "text for people, json for programs.") var format = OutputFormat.text
  @Flag(
    name: .customLong("no-squeeze"),
    help: "Begin at once: without the fifteen seconds of squeezes that scale a profile to electrodes put on anew.")
  var noSqueeze = false
  @Flag(help: "Overwrite files that exist.") var force = false
  @Option(help: .hidden) var blockFrames: Int?

  private static let lookSeconds = 0.02

  /// How fast a recording is played.
  enum Pace: String, CaseIterable, ExpressibleByArgument {
    case realtime, none
  }

  func run() throws {
    PrivateFiles.begin()
    let settings = try options.settings(
      flags: source.layer(), decision.layer(), aims.layer(), cues.layer(), history.layer())
    var profile = try ChosenProfile(settings)
    let folder = try output ?? datedFolder()
    // nothing came of it if it is still empty
    defer { if output == nil, let folder { rmdir(folder) } }
    let interruption = Interruption(outlivesTerminal: true)
    Interruption.surviveFailedWrites()
    // what is refused is refused before anybody squeezes
    try request(settings, profile, folder: folder).checkOutputs()
    let squeezes = StartSqueezes(input: input, tone: tone, device: device, isQuiet: isSilent)
    let notes: [String]
    switch try squeezes.run(&profile, settings, isWanted: !noSqueeze && !view.wait, interruption) {
    case .left: return
    case .done(let words): notes = words
    }
    var request = try request(settings, profile, folder: folder)
    request.notes = notes
    let plans = KeptPlans.ofUser()
    let session = try LiveSession(request)
    plans?.keep()
    let marks = MarkRequests()
    defer { marks.end() }
    try view.checkWait(hasKeys: marks.hasKeys)
    var display = try SessionDisplay(
      session, seconds: session.seconds ?? duration, page: try view.address(), isSilent: isSilent, waits: view.wait)
    defer { display.end() }
    guard waitForStart(display, marks, interruption) else { return }
    display.begin()
    let visitors = display
    let controls = SessionControls(
      shouldStop: { interruption.isAsked || marks.isEndAsked || visitors.isStopAsked },
      isMarked: { marks.takes() || visitors.takesMark() })
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
    let kept = aim.keep(summary) + keep(summary, in: addsToHistory ? folder : nil)
    let page = folder.map { OutputFolder.join($0, ReportFile.name) }
    let end = Result {
      try SessionEnd(summary, files: request.outputs.filter { $0 != page }, words: kept).tell(as: format)
    }
    do {
      if let folder, let page, summary.keptSeconds == nil { try writeReport(of: folder, to: page) }
    } catch {
      try end.get()
      throw error
    }
    if let words = muteWords(request), format == .text, view.quiet { print(words) }
    try end.get()
  }

  private var isSilent: Bool { format == .json || view.quiet }

  private func request(
    _ settings: EffectiveSettings, _ profile: ChosenProfile, folder: String?
  ) throws -> LiveSession.Request {
    var request = LiveSession.Request(
      input: try sessionInput(), tone: try sessionTone(), folder: folder, overrides: settings.overrides,
      fallbacks: profile.fallbacks, feedback: try decision.applying(to: settings.feedback), profile: profile.runner,
      isPaced: pace == .realtime,
      blockFrames: try checkedBlockFrames(), overwrite: force, software: GlutecueCommand.software)
    request.durationSeconds = try checkedDuration()
    request.playsTestTone = device.testTone
    request.recordingFormat = recording
    request.settings = SessionSettings.text(of: settings)
    request.profileFile = profile.bytes
    request.showsEnvelope = SessionDisplay.showsEnvelope(page: try view.address(), isSilent: isSilent)
    return request
  }

  /// False when the session ends before it has begun; then nothing has been written.
  private func waitForStart(_ display: SessionDisplay, _ marks: MarkRequests, _ interruption: Interruption) -> Bool {
    guard view.wait else { return true }
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
    return SessionKeeping(folder: folder).addToHistory(store: store)
  }

  /// That nobody hears anything, where nobody has asked for that; nil otherwise.
  private func muteWords(_ request: LiveSession.Request) -> String? {
    guard tone == nil, request.tone == nil else { return nil }
    return "Mute: --tone was not given, so no tone is played. Examples: --tone alsa:default, --tone wav:tone.wav."
  }

  /// Runs the session; headphones that nobody has named but that cannot be used are explained.
  private func run(
    _ session: LiveSession, _ controls: SessionControls, onHappening: (LiveSession.Happening) -> Void
  ) throws -> SessionSummary {
    do {
      return try session.run(controls, onHappening: onHappening)
    } catch {
      guard tone == nil, case .soundCard(let trouble) = error else { throw error }
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
    try ReportFile.write(session, charts: ChartLibrary(), to: page, overwrites: force)
    if format == .text { print("Written: \(page)") }
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

  private func sessionInput() throws(ConfigurationError) -> SessionInput {
    switch try Endpoint("--input", input) {
    case .file(let path):
      try device.refuseCaptureDemands(of: input)
      return .recording(path: path)
    case .device(let name):
      return .device(name, try device.capture())
    }
  }

  private func sessionTone() throws(ConfigurationError) -> SessionTone? {
    let usual = try usualTone
    let tone = tone ?? usual
    guard tone != "none" else {
      if device.testTone {
        throw ConfigurationError("--test-tone needs headphones to play on. Example: --tone alsa:default.")
      }
      return nil
    }
    switch try Endpoint("--tone", tone) {
    case .file(let path): return .file(path: path)
    case .device(let name):
      guard pace == .realtime else {
        throw ConfigurationError("--pace none is faster than ears: with --tone alsa:DEVICE leave --pace out.")
      }
      return .device(try device.output(name))
    }
  }

  /// Headphones for a runner on a sound card, nothing for a recording.
  private var usualTone: String {
    get throws(ConfigurationError) {
      if case .device = try Endpoint("--input", input) { return "alsa:default" }
      return "none"
    }
  }

  private func checkedDuration() throws(ConfigurationError) -> Double? {
    guard let duration else { return nil }
    guard duration > 0, duration <= 1e6 else {
      throw ConfigurationError("--duration \(duration.short) is not above 0 and at most 1000000 s.")
    }
    return duration
  }

  private func checkedBlockFrames() throws(ConfigurationError) -> Int? {
    guard let blockFrames else { return nil }
    guard (1...4096).contains(blockFrames) else {
      throw ConfigurationError("--block-frames \(blockFrames) is not between 1 and 4096.")
    }
    return blockFrames
  }
}

extension RecordingFormat: ExpressibleByArgument {}
