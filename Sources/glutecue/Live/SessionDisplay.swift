import LiveDisplay
import LiveSession

/// A place where a session is looked at from afar: a live page, or a phone.
protocol LiveOutlet: Sendable {
  /// Where to look; nil where that is known.
  var address: String? { get }
  /// A visitor wants the session to begin, or to end.
  var isStartAsked: Bool { get }
  var isStopAsked: Bool { get }
  /// The word of a mark that a visitor has asked for, once for each.
  func takeMark() -> String?
  func show(_ happening: LiveSession.Happening)
  /// Shows a picture; false when it could not be left just now.
  func offer(_ picture: SessionPicture) -> Bool
  /// Shows the last picture.
  func end(showing picture: SessionPicture)
}

extension Dashboard: LiveOutlet {
  var address: String? { url }

  func takeMark() -> String? { takesMark() ? "mark" : nil }
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
  static func showsEnvelope(page: PageWish, isSilent: Bool) -> Bool {
    page.isWanted || (!isSilent && TerminalScreen.isPossible)
  }

  /// A visitor of the live page wants the session to begin.
  var isStartAsked: Bool { page?.isStartAsked ?? false }

  /// A visitor of the live page wants it to end.
  var isStopAsked: Bool { page?.isStopAsked ?? false }

  /// The word of a mark that a visitor of the live page has asked for, once for each.
  func takeMark() -> String? { page?.takeMark() }

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
