import CalibrationProtocol
import ConfigurationFiles
import EMGUnits
import Foundation
import LiveDisplay
import LiveSession
import PhoneServer
import Recording
import SessionResults
import ToneSynthesis

/// Check, calibration, session and sounds: everything with a sound card.
struct JobRoutes {
  private static let wordLength = 60

  let house: ServeHouse

  var routes: [Route] {
    let desk = house.desk
    return [
      Route("POST", "/api/check") { call in
        struct Wish: Decodable { let squeeze: Bool? }
        let wish = try call.body(Wish.self)
        let check = PhoneCheck(house: house, withSqueeze: wish.squeeze ?? false)
        return try Answer(desk.begin(.check, isOnMainThread: true) { try check.run($0) })
      },
      Route("POST", "/api/calibration") { call in
        struct Wish: Decodable { let fresh: Bool? }
        let wish = try call.body(Wish.self)
        let calibration = PhoneCalibration(house: house, isFresh: wish.fresh ?? false)
        return try Answer(desk.begin(.calibration, isOnMainThread: true) { try calibration.run($0) })
      },
      Route("POST", "/api/calibration/key") { call in
        struct Wish: Decodable { let key: String }
        let wish = try call.body(Wish.self)
        guard let key = Self.keys[wish.key] else { throw CallError(422, "key is go, skip, redo or leave.") }
        let job = try desk.running(.calibration)
        // who leaves has not failed
        if key == .leave { job.stop.set() }
        job.keys.press(key)
        return .done
      },
      Route("POST", "/api/run") { call in
        let run = PhoneRun(house: house, wish: try call.body(PhoneRun.Wish.self))
        let command = try run.command()
        do {
          return try Answer(desk.begin(.run, isOnMainThread: true) { try run.run($0, command) })
        } catch {
          run.giveUp(command)
          throw error
        }
      },
      Route("POST", "/api/run/mark") { call in
        struct Wish: Decodable {
          let word: String?
          let seconds: Double?
        }
        let wish = try call.body(Wish.self)
        let word = (wish.word ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        guard word.count <= Self.wordLength else {
          throw CallError(422, "The note of a mark may have \(Self.wordLength) characters.")
        }
        try desk.running(.run).mark(MarkWish(word: word.isEmpty ? "mark" : word, seconds: wish.seconds))
        return .done
      },
      Route("POST", "/api/job/stop") { _ in
        let job = try desk.running()
        job.stop.set()
        job.keys.press(.leave)
        guard let status = desk.status else { return .done }
        return try Answer(status)
      },
      Route("GET", "/api/sounds", for: .paired) { _ in
        struct Sound: Encodable { let kind, name, meaning: String }
        let sounds = CueKind.allCases.map { kind in
          let caption = SoundCaption(kind: kind)
          return Sound(kind: kind.rawValue, name: caption.likeness, meaning: caption.advice)
        }
        return try Answer(["sounds": sounds])
      },
      Route("POST", "/api/sounds") { call in
        struct Wish: Decodable {
          let kind: String
          let volume: Int?
        }
        let wish = try call.body(Wish.self)
        guard let kind = CueKind(rawValue: wish.kind) else {
          throw CallError(422, "“\(wish.kind)” is not a sound; see GET /api/sounds.")
        }
        let tone = try house.tone(volume: wish.volume)
        return try Answer(
          desk.begin(.sound, isOnMainThread: true) { job in
            guard let tone else { throw CallError(422, "No headphones are chosen. Choose them in the settings.") }
            try SoundTrial.play(kind, on: tone) { job.stop.isSet }
          })
      },
    ]
  }

  private static let keys: [String: WizardKey] = ["go": .go, "skip": .skip, "redo": .redo, "leave": .leave]
}

/// A check that is looked at on a phone, until it is stopped.
struct PhoneCheck: Sendable {
  private static let interval = Duration.milliseconds(200)
  private static let mostSeconds = 600.0
  /// A muscle that nobody has contracted yet cannot be told from an electrode that is off.
  private static let patienceSeconds = 8.0

  let house: ServeHouse
  let withSqueeze: Bool

  func run(_ job: Job) throws {
    let settings = try house.settings()
    if withSqueeze { return try squeeze(job, settings) }
    let setup = try setup(settings)
    job.tell { $0.words = setup.warnings }
    var meter = CheckMeter(
      setup, limit: Self.mostSeconds, isPaced: house.isPaced(setup), interruption: job.interruption)
    var shown = ContinuousClock.now
    meter.onLook = { check in
      guard ContinuousClock.now - shown > Self.interval else { return }
      shown = .now
      let channels = zip(check.reports, check.levels).map {
        Self.channel($0, level: $1, isEarly: check.seconds < Self.patienceSeconds)
      }
      let seconds = check.seconds
      job.tell {
        $0.channels = channels
        $0.seconds = seconds
      }
    }
    let reports = try meter.run()
    let seconds = meter.seconds
    let end = CheckEnd(reports, legs: meter.legs, squeeze: nil, seconds: seconds, input: setup.input)
    job.tell { status in
      status.channels = reports.map { Self.channel($0, level: $0.assessment.bandRMS) }
      status.seconds = seconds
      status.words += end.sentences
    }
  }

  private func setup(_ settings: EffectiveSettings) throws -> CalibrationSetup {
    try CalibrationSetup(
      input: try house.input(), timeline: nil, settings: settings, device: try DeviceOptions.parse([]))
  }

  /// The wizard's own steps: quiet standing, a squeeze and a curl.
  private func squeeze(_ job: Job, _ settings: EffectiveSettings) throws {
    let setup = try setup(settings)
    let steps = CalibrationPlan.standard.steps(for: setup.input).filter { $0.kind == .rest || $0.kind == .squeeze }
    guard steps.contains(where: { $0.kind == .squeeze }) else {
      throw ConfigurationError(
        "The squeeze test needs a glute and a hamstring in the map; \(setup.input.map) has not both.")
    }
    var loop = try CalibrationLoop(
      source: setup.source, tones: try house.guideTones(setup.input), keyboard: nil, isPaced: house.isPaced(setup),
      progress: nil, input: setup.input,
      wizard: CalibrationWizard(steps: steps, input: setup.input, schedule: setup.schedule),
      interruption: job.interruption, isQuiet: true,
      view: PhoneView(job, input: setup.input, steps: steps, records: []))
    switch try loop.run() {
    case .refused(let reasons):
      throw CommandFailure(reasons.map(\.description).joined(separator: " "), .channelUnusable)
    case .left: return
    case .finished: job.tell { $0.words.append("Each channel answers to its own muscle.") }
    }
  }

  private static func channel(
    _ report: ChannelReport, level: Double, isEarly: Bool = false
  ) -> JobStatus.Channel {
    let waits = isEarly && (report.verdict == .dead || report.verdict == .flat)
    return JobStatus.Channel(
      channel: report.assessment.channel, role: report.assessment.role.description, level: level,
      levelUv: report.microvolts(level), restUv: report.microvolts(report.assessment.noiseFloor),
      peakUv: report.microvolts(report.peak), verdict: waits ? "waiting" : report.verdict.rawValue,
      words: waits ? "Squeeze this muscle, and let go." : report.words)
  }
}

/// A calibration that is led from a phone.
struct PhoneCalibration: Sendable {
  let house: ServeHouse
  let isFresh: Bool

  func run(_ job: Job) throws {
    var words = ["--input", try house.input(), "--output", house.home.calibrationFolder(of: house.person)]
    words += ["--tone", try house.toneText() ?? "none", "--pace", house.pace.rawValue]
    if let person = house.person { words += ["--person", person] }
    // a finished one is made anew; one that was left is gone on with
    if isFresh || house.home.profile(of: house.person) != nil { words.append("--force") }
    let command = try CalibrateCommand.parse(words)
    do {
      let text = try command.run(
        keys: job.keys,
        view: { PhoneView(job, input: $0.input, steps: $1, records: $2) }, job.interruption)
      job.tell { $0.words = text.components(separatedBy: "\n\n") }
    } catch let incomplete as IncompleteCalibration {
      job.tell { $0.words = incomplete.text.components(separatedBy: "\n\n") + [incomplete.failure.message] }
    }
  }
}

/// A session that is run from a phone.
struct PhoneRun: Sendable {
  struct Wish: Decodable {
    let aim: String?
    let policy: String?
    let volume: Int?
    let squeeze: Bool?
    let programme: Bool?
    let minutes: Double?
  }

  /// One of the two commands that run a session.
  enum Command: Sendable {
    case live([String])
    case train([String])
  }

  let house: ServeHouse
  let wish: Wish

  /// The command that the wish amounts to, checked as the command line checks it.
  func command() throws -> Command {
    var words = ["--input", try house.input(), "--quiet"] + house.arguments()
    if let profile = house.home.profile(of: house.person) { words += ["--profile", profile] }
    words += ["--tone", try house.toneText() ?? "none", "--volume", "\(wish.volume ?? house.volume)"]
    if house.inputText?.hasPrefix("wav:") == true { words += ["--pace", house.pace.rawValue] }
    if let aim = wish.aim { words += ["--aim", aim] }
    if let policy = wish.policy { words += ["--cue-policy", policy] }
    if let minutes = wish.minutes { words.append("--duration=\(60 * minutes)") }
    if wish.squeeze == false { words.append("--no-squeeze") }
    let folder = try SessionFolder.make(in: house.home.sessionsFolder)
    words += ["--output", folder]
    // parsed once to be refused at once, and again where it runs
    do {
      if wish.programme == true {
        _ = try TrainCommand.parse(words).options.settings()
        return .train(words)
      }
      _ = try LiveCommand.parse(words).options.settings()
      return .live(words)
    } catch {
      removeIfEmpty(folder)
      throw error
    }
  }

  func run(_ job: Job, _ command: Command) throws {
    guard let outlet = house.outlet else { return }
    let host = PhoneHost(job: job, outlet: PhoneOutlet(job: job, outlet: outlet))
    job.tell { $0.run = JobStatus.Run(phase: .squeezes) }
    switch command {
    case .live(let words):
      let live = try LiveCommand.parse(words)
      defer { removeIfEmpty(live.options.output) }
      try LiveRun(input: live.input, options: live.options, host: host).run()
    case .train(let words):
      let train = try TrainCommand.parse(words)
      defer { removeIfEmpty(train.options.output) }
      try train.run(host: host)
    }
    job.tell { $0.run?.phase = .ended }
  }

  /// What was prepared for a session that does not begin.
  func giveUp(_ command: Command) {
    switch command {
    case .live(let words), .train(let words): removeIfEmpty(words.last)
    }
  }

  private func removeIfEmpty(_ folder: String?) {
    if let folder { rmdir(folder) }
  }
}

/// Tells phones of a session what a terminal would show.
final class PhoneHost: LiveHost {
  let interruption: Interruption
  let outlet: any LiveOutlet
  private let job: Job

  init(job: Job, outlet: any LiveOutlet) {
    self.job = job
    self.outlet = outlet
    interruption = job.interruption
  }

  func view(_ setup: CalibrationSetup, _ steps: [CalibrationStep]) -> any CalibrationView {
    PhoneView(job, input: setup.input, steps: steps, records: [])
  }

  func say(_ words: [String]) { job.tell { $0.words += words } }

  func begin(folder: String?) {
    job.tell { status in
      status.guide = nil
      status.run = JobStatus.Run(phase: .running, session: folder.map(Self.name))
    }
  }

  func end(_ summary: SessionSummary, _ end: SessionEnd, words: [String]) {
    let text = SummaryText(summary)
    let paragraphs = [text.answer] + text.text.components(separatedBy: "\n\n")
    let trouble = end.failure.map { [$0.message] } ?? []
    job.tell { status in
      status.run?.phase = .ending
      status.run?.summary = trouble + paragraphs + words.filter { !$0.isEmpty }
    }
  }

  /// The last part of a path: the id of a session.
  private static func name(_ folder: String) -> String { folder.split(separator: "/").last.map(String.init) ?? folder }
}

/// The server's live data, with the marks that calls have asked for.
struct PhoneOutlet: LiveOutlet {
  let job: Job
  let outlet: any LiveOutlet

  var address: String? { nil }
  var isStartAsked: Bool { true }
  var isStopAsked: Bool { job.stop.isSet || outlet.isStopAsked }

  func takeMark() -> MarkWish? { job.takeMark() ?? outlet.takeMark() }
  func show(_ happening: LiveSession.Happening) { outlet.show(happening) }
  func offer(_ picture: SessionPicture) -> Bool { outlet.offer(picture) }
  func end(showing picture: SessionPicture) { outlet.end(showing: picture) }
}
