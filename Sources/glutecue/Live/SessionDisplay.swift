import Biofeedback
import EMGUnits
import Glibc
import LiveDisplay
import LiveSession
import SessionResults

/// A place where a session is looked at from afar: a live page, or a phone.
protocol LiveOutlet: Sendable {
  /// Where to look; nil where that is known.
  var address: String? { get }
  /// A visitor wants the session to begin, or to end.
  var isStartAsked: Bool { get }
  var isStopAsked: Bool { get }
  /// A mark that a visitor has asked for, once for each.
  func takeMark() -> MarkWish?
  func show(_ happening: LiveSession.Happening)
  /// Shows a picture; false when it could not be left just now.
  func offer(_ picture: SessionPicture) -> Bool
  /// Shows the last picture.
  func end(showing picture: SessionPicture)
}

extension Dashboard: LiveOutlet {
  var address: String? { url }

  func takeMark() -> MarkWish? { takesMark() ? MarkWish() : nil }
}

/// Shows a session while it runs, wherever people look: on the terminal, on the live page, or as lines.
struct SessionDisplay {
  private static let pageInterval = Duration.milliseconds(50)
  private static let terminalInterval = Duration.seconds(TerminalScreen.interval)

  private let page: (any LiveOutlet)?
  private let terminal: TerminalScreen?
  private var lines: LiveScreen
  private var picture: SessionPicture
  private let clock = ContinuousClock()
  private var nextPage: ContinuousClock.Instant
  private var nextTerminal: ContinuousClock.Instant
  private var hasEnded = false

  /// `isSilent`: no word on the terminal while it runs. `page` is nil for none.
  init(_ session: LiveSession, seconds: Double?, page: PageWish, isSilent: Bool, waits: Bool) throws {
    picture = SessionPicture(
      input: session.inputName, scale: session.scale, total: seconds, legs: session.legs,
      phase: waits ? .waiting : .running, against: session.against)
    self.page = try page.outlet(showing: picture)
    picture.page = self.page?.address
    lines = LiveScreen(isSilent: isSilent, seconds: seconds, against: session.against)
    if let address = self.page?.address {
      let words = "Live page: \(address)"
      if isSilent { StandardError.write(words + "\n") } else { lines.show(.running([words])) }
    }
    terminal = !isSilent && TerminalScreen.isPossible ? TerminalScreen() : nil
    nextPage = clock.now
    nextTerminal = clock.now
    draw()
  }

  /// Whether anybody looks at the envelopes.
  static func showsEnvelope(page: PageWish, isSilent: Bool, isSent: Bool) -> Bool {
    page.isWanted || isSent || (!isSilent && TerminalScreen.isPossible)
  }

  /// A visitor of the live page wants the session to begin.
  var isStartAsked: Bool { page?.isStartAsked ?? false }

  /// A visitor of the live page wants it to end.
  var isStopAsked: Bool { page?.isStopAsked ?? false }

  /// A mark that a visitor of the live page has asked for, once for each.
  func takeMark() -> MarkWish? { page?.takeMark() }

  /// The session that waited begins.
  mutating func begin() {
    picture.phase = .running
    draw()
  }

  /// Shows what has happened.
  mutating func show(_ happening: LiveSession.Happening) {
    page?.show(happening)
    if terminal == nil { lines.show(happening) }
    guard page != nil || terminal != nil else { return }
    picture.take(happening)
    if case .time = happening { draw() }
  }

  /// Shows the end and gives the terminal back. Later calls do nothing.
  mutating func end() {
    guard !hasEnded else { return }
    hasEnded = true
    picture.phase = .ended
    page?.end(showing: picture)
    terminal?.end()
    if terminal == nil { lines.clear() }
  }

  private mutating func draw() {
    let now = clock.now
    if let page, now >= nextPage, page.offer(picture) { nextPage = now + Self.pageInterval }
    if let terminal, now >= nextTerminal {
      terminal.show(picture)
      nextTerminal = now + Self.terminalInterval
    }
  }
}

/// What a person sees while a session runs: cues as lines, and one line of state that stays in place on a terminal.
struct LiveScreen {
  private static let strideEvery = 10

  private let isSilent: Bool
  private let total: String?
  private let against: String
  private let isWatched = StandardError.isTerminal
  private var status = "waiting for strides"
  private var second = -1
  private var strides = 0
  private var time = 0.0

  /// `isSilent` shows nothing at all; `seconds` is the length of the input; nil when it has no end.
  init(isSilent: Bool, seconds: Double?, against: Against) {
    self.against = AgainstWords.name(against)
    self.isSilent = isSilent
    total = seconds.map { SummaryText.clock($0) }
  }

  /// Shows what has happened.
  mutating func show(_ happening: LiveSession.Happening) {
    guard !isSilent else { return }
    switch happening {
    case .cue(let cue, let seconds, let glute):
      clear()
      let level =
        cue.kind == .fault
        ? "" : glute.map { "glute at \(Int(bounded: (100 * $0).rounded())) % of \(against)" } ?? ""
      let leg = cue.leg.map { "\($0.rawValue) " } ?? ""
      say("\(SummaryText.clock(seconds))  beep: \(cue.kind.rawValue)  \(leg)stride \(cue.stride)  \(level)")
    case .trouble(let leg, let flags, let isLate, let seconds):
      clear()
      let leg = leg.map { "\($0.rawValue) " } ?? ""
      say("\(SummaryText.clock(seconds))  signal: \(leg)\(reason(flags, isLate: isLate))")
    case .stride(let stride):
      status = words(stride)
      strides += 1
      if !isWatched && strides.isMultiple(of: Self.strideEvery) { say("\(SummaryText.clock(stride.end))  \(status)") }
    case .profile(let leg, let fit):
      clear()
      for remark in ProfileRemark.remarks(on: fit, leg: leg) { say("\(SummaryText.clock(time))  \(remark)") }
    case .lost:
      status = "no strides"
      if !isWatched { say("\(SummaryText.clock(time))  no more strides, waiting for the next") }
    case .storage(let news):
      clear()
      say("\(SummaryText.clock(time))  \(StorageWords(news).text)")
    case .time(let seconds):
      time = seconds
      redraw(seconds)
    case .running(let words):
      clear()
      for line in words { say(line) }
    case .input(let news, let seconds):
      clear()
      say("\(SummaryText.clock(seconds))  \(DeviceWords.words(news))")
    case .tone(let news, let seconds):
      clear()
      say("\(SummaryText.clock(seconds))  \(DeviceWords.words(news))")
    case .envelope, .arrived:
      break
    case .marked(let seconds):
      clear()
      say("\(SummaryText.clock(seconds))  marked")
    }
  }

  private func reason(_ flags: StrideFlags, isLate: Bool) -> String {
    if flags.gap { return isLate ? "the input loses too much to judge a stride" : "the input delivers nothing" }
    return flags.isEmpty && isLate
      ? "the muscles work, but no stride can be judged" : flags.words.joined(separator: ", ")
  }

  /// Takes the line of state away.
  func clear() {
    if isWatched && !isSilent { StandardError.write("\r\u{1B}[K") }
  }

  /// A line that arrives at once, also where lines are collected before they go on.
  private func say(_ line: String) {
    print(line)
    fflush(nil)
  }

  private mutating func redraw(_ seconds: Double) {
    guard isWatched, Int(bounded: seconds * 5) != second else { return }
    second = Int(bounded: seconds * 5)
    StandardError.write("\r\u{1B}[K\(SummaryText.clock(seconds))\(total.map { " of \($0)" } ?? "")  \(status)")
  }

  private func words(_ stride: StrideRecord) -> String {
    let cadence = "\(Int(bounded: (60 / stride.duration).rounded())) strides/min"
    let share = stride.gluteShare.map { "  glute share \(Int(bounded: (100 * $0).rounded())) %" } ?? ""
    let maximum =
      stride[.gluteusMaximus]?.ofMaximum.map { "  \(Int(bounded: (100 * $0).rounded())) % of maximum" } ?? ""
    let aim = stride.isAimMet.map { $0 ? "  aim met" : "  below aim" } ?? ""
    let leg = stride.leg.map { "\($0.rawValue) " } ?? ""
    let flags = stride.flags.words.map { "  " + $0 }.joined()
    return "\(leg)stride \(stride.number)  \(cadence)\(share)\(maximum)\(aim)  \(stride.verdict.rawValue)\(flags)"
  }
}

/// Whether a session is looked at from afar, and how.
enum PageWish {
  case none
  /// A live page of its own.
  case page(DashboardAddress)
  /// A place that is there already.
  case place(any LiveOutlet)

  var isWanted: Bool { if case .none = self { false } else { true } }

  func outlet(showing picture: SessionPicture) throws -> (any LiveOutlet)? {
    switch self {
    case .none: nil
    case .page(let address): try Dashboard(address, showing: picture)
    case .place(let outlet): outlet
    }
  }
}
