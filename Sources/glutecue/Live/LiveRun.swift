import EMGUnits
import Foundation
import LiveSession
import Recording
import SessionResults
import ConfigurationFiles

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
    let settings = try options.settings(over: layer, input: input)
    var profile = try ChosenProfile(settings)
    let folder = try options.output ?? LiveFolder.dated(for: input)
    // nothing came of it if it is still empty
    defer { if options.output == nil, let folder { rmdir(folder) } }
    let interruption = host?.interruption ?? Interruption(outlivesTerminal: true)
    Interruption.surviveFailedWrites()

    // what is refused is refused before anybody squeezes
    try request(settings, profile, folder: folder).checkOutputs()
    guard let notes = try squeeze(&profile, settings, interruption) else { return }

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
    guard waitForStart(display, marks, interruption) else { return }

    display.begin()
    host?.begin(folder: request.folder)
    let summary = try run(
      session, controls(display, marks, interruption), showing: &display, muteWords: options.muteWords(request))
    display.end()

    let aim = AimKeeping(path: profile.path, made: profile.calibration?.date)
    try LiveEnd(
      summary, request, options: options, training: training, aim: aim, addsToHistory: settings.addsToHistory
    ).tell(host)
  }

  /// The fifteen seconds at the start, if they are needed; returns what is to be told of them, nil when the runner has left.
  private func squeeze(
    _ profile: inout ChosenProfile, _ settings: EffectiveSettings, _ interruption: Interruption
  ) throws -> [String]? {
    var squeezes = StartSqueezes(
      input: input, tone: options.tone, device: options.device, isQuiet: options.isSilent)
    if let host {
      squeezes.view = { host.view($0, $1) }
      squeezes.onWords = { host.say([$0]) }
    }
    let isWanted = !options.noSqueeze && !options.view.wait
    switch try squeezes.run(&profile, settings, isWanted: isWanted, interruption) {
    case .left: return nil
    case .done(let words): return words
    }
  }

  /// Where it is looked at from afar.
  private func page() throws -> PageWish {
    if let host { return .place(host.outlet) }
    return try options.view.address().map(PageWish.page) ?? .none
  }

  /// False when the session ends before it has begun; then nothing has been written.
  private func waitForStart(_ display: SessionDisplay, _ marks: MarkRequests?, _ interruption: Interruption) -> Bool {
    guard options.view.wait else { return true }
    while !display.isStartAsked && !(marks?.takes() ?? false) {
      if interruption.isAsked || marks?.isEndAsked ?? false || display.isStopAsked { return false }
      Thread.sleep(forTimeInterval: Self.lookSeconds)
    }
    return true
  }

  /// What ends the session and what marks a moment: keys, signals, and visitors of the live page.
  private func controls(
    _ visitors: SessionDisplay, _ marks: MarkRequests?, _ interruption: Interruption
  ) -> SessionControls {
    SessionControls(
      shouldStop: { interruption.isAsked || marks?.isEndAsked ?? false || visitors.isStopAsked },
      nextMark: { marks?.takes() ?? false ? MarkWish() : visitors.takeMark() })
  }

  /// Runs the session; headphones that nobody has named but that cannot be used are explained.
  private func run(
    _ session: LiveSession, _ controls: SessionControls, showing display: inout SessionDisplay, muteWords: String?
  ) throws -> SessionSummary {
    // not before it runs: until then it may be refused
    var untold = muteWords
    do {
      return try session.run(controls) { happening in
        if let words = untold.take() { display.show(.running([words])) }
        display.show(happening)
      }
    } catch {
      guard options.tone == nil, case .soundCard(let trouble) = error else { throw error }
      throw CommandFailure(
        "\(trouble.message) --tone was not given, so the tones go to alsa:default; choose other headphones with --tone "
          + "alsa:DEVICE, or say --tone none for a session without sound.", trouble.status)
    }
  }

  /// What the session is asked for.
  private func request(
    _ settings: EffectiveSettings, _ profile: ChosenProfile, folder: String?
  ) throws -> LiveSession.Request {
    var request = LiveSession.Request(
      input: try options.input(input), tone: try options.tone(input: input), folder: folder,
      overrides: settings.overrides, fallbacks: profile.fallbacks,
      feedback: try options.decision.applying(to: settings.feedback), profile: profile.runner,
      isPaced: options.pace == .realtime, blockFrames: try options.checkedBlockFrames(), overwrite: options.force,
      software: GlutecueCommand.software)
    request.durationSeconds = try options.checkedDuration() ?? training?.seconds
    request.programme = training.map { $0.place(feedback: settings.feedback.share) }
    request.playsTestTone = options.testTone
    request.recordingFormat = options.recording
    request.settings = SessionSettings.text(of: settings)
    request.profileFile = profile.bytes
    request.showsEnvelope = SessionDisplay.showsEnvelope(page: try page(), isSilent: options.isSilent)
    return request
  }
}
