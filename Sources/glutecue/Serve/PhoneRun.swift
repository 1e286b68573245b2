import CalibrationProtocol
import EMGUnits
import Foundation
import LiveDisplay
import LiveSession
import PhoneServer
import SessionResults

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
    if case .file = try Endpoint("--input", house.input()) { words += ["--pace", house.pace.rawValue] }
    if let aim = wish.aim { words += ["--aim", aim] }
    if let policy = wish.policy { words += ["--cue-policy", policy] }
    if let minutes = wish.minutes { words.append("--duration=\(60 * minutes)") }
    if wish.squeeze == false { words.append("--no-squeeze") }
    if wish.programme == true, let file = house.home.programme(of: house.person) { words += ["--programme", file] }
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
      try LiveRun(input: SoundChoice.input(live.from.text), options: live.options, host: host).run()
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
