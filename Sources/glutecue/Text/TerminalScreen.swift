import Foundation
import Glibc
import LiveDisplay
import Synchronization

/// Draws a session on a terminal, in place, and gives the terminal back as it was.
///
/// A thread of its own writes: a terminal that stops taking anything (Ctrl-S, a slow connection) costs pictures and nothing
/// else. The size is asked before every picture, so that a window can be made larger or smaller at any time.
final class TerminalScreen: Sendable {
  private struct State {
    var frame: String?
    var isEnding = false
  }

  private static let enter = "\u{1B}[?1049h\u{1B}[?25l"
  private static let leave = "\u{1B}[?25h\u{1B}[?1049l"
  private static let pictureSeconds = 0.1
  private static let patienceSeconds = 0.5

  /// Session thread writes, drawing thread reads; the session thread never waits for it.
  private let state = Mutex(State())
  private let wake = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  private let isColoured = Terminal.isColoured(STDOUT_FILENO)

  /// Whether standard output is a terminal that can be drawn on.
  static var isPossible: Bool { Terminal.canDraw(STDOUT_FILENO) }

  /// Takes the screen.
  init() {
    let thread = Thread { [self] in draw() }
    thread.start()
  }

  /// Seconds between two pictures.
  static var interval: Double { pictureSeconds }

  /// Shows a picture soon; one that has not been drawn yet is replaced.
  func show(_ picture: SessionPicture) {
    let size = Self.size
    let lines = TerminalView(columns: size.columns, rows: size.rows).lines(picture)
    let text = lines.map { $0.escaped(isColoured: isColoured) + "\u{1B}[K" }.joined(separator: "\r\n")
    state.withLockIfAvailable { $0.frame = "\u{1B}[H" + text + "\u{1B}[J" }
    wake.signal()
  }

  /// Gives the screen back.
  func end() {
    state.withLock { $0.isEnding = true }
    wake.signal()
    _ = ended.wait(timeout: .now() + Self.patienceSeconds)
  }

  private func draw() {
    Self.write(Self.enter)
    while true {
      wake.wait()
      let now = state.withLock { state in
        let now = state
        state.frame = nil
        return now
      }
      if let frame = now.frame { Self.write(frame) }
      if now.isEnding { break }
    }
    Self.write(Self.leave)
    ended.signal()
  }

  private static var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else { return (0, 0) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  private static func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

/// What the terminal behind a descriptor can do, if it is one.
enum Terminal {
  /// Whether lines can be drawn anew in place. `TERM=dumb`, or none, means that no escape sequence may be sent.
  static func canDraw(_ descriptor: Int32) -> Bool {
    guard isatty(descriptor) == 1, let kind = variable("TERM") else { return false }
    return kind != "" && kind != "dumb"
  }

  /// Whether text may be coloured: where it can be drawn, and `NO_COLOR` does not say otherwise.
  static func isColoured(_ descriptor: Int32) -> Bool { canDraw(descriptor) && (variable("NO_COLOR") ?? "").isEmpty }

  /// Letters in a line of help: those of the terminal, within what is easy to read.
  static var helpWidth: Int {
    var size = winsize()
    let isKnown = isatty(STDOUT_FILENO) == 1 && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    let columns = isKnown ? Int(size.ws_col) : variable("COLUMNS").flatMap { Int($0) } ?? HelpColumns.usualWidth
    return min(max(columns, 40), 100)
  }

  private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
