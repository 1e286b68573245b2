import LiveDisplay
import LiveSession

/// Shows a session while it runs, wherever people look: on the terminal, on the live page, or as lines.
struct SessionDisplay {
  private static let pageInterval = Duration.milliseconds(50)
  private static let terminalInterval = Duration.seconds(TerminalScreen.interval)

  private let page: Dashboard?
  private let terminal: TerminalScreen?
  private var lines: LiveScreen
  private var picture: SessionPicture
  private let clock = ContinuousClock()
  private var nextPage: ContinuousClock.Instant
  private var nextTerminal: ContinuousClock.Instant
  private var hasEnded = false

  /// `isSilent`: no word on the terminal while it runs. `page` is nil for none.
  init(_ session: LiveSession, seconds: Double?, page address: DashboardAddress?, isSilent: Bool, waits: Bool) throws {
    picture = SessionPicture(
      input: session.inputName, scale: session.scale, total: seconds, legs: session.legs,
      phase: waits ? .waiting : .running, against: session.against)
    page = try address.map { [picture] in try Dashboard($0, showing: picture) }
    picture.page = page?.url
    lines = LiveScreen(isSilent: isSilent, seconds: seconds, against: session.against)
    if let page {
      let words = "Live page: \(page.url)"
      if isSilent { StandardError.write(words + "\n") } else { lines.show(.running([words])) }
    }
    terminal = !isSilent && TerminalScreen.isPossible ? TerminalScreen() : nil
    nextPage = clock.now
    nextTerminal = clock.now
    draw()
  }

  /// Whether anybody looks at the envelopes.
  static func showsEnvelope(page: DashboardAddress?, isSilent: Bool) -> Bool {
    page != nil || (!isSilent && TerminalScreen.isPossible)
  }

  /// A visitor of the live page wants the session to begin.
  var isStartAsked: Bool { page?.isStartAsked ?? false }

  /// A visitor of the live page wants it to end.
  var isStopAsked: Bool { page?.isStopAsked ?? false }

  /// True once for each mark that a visitor of the live page has asked for.
  func takesMark() -> Bool { page?.takesMark() ?? false }

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
