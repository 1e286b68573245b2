import CalibrationProtocol
import Glibc
import LiveSession
import RealtimeSupport

/// What the runner asks for while a session runs: moments to mark (signal SIGUSR1, or the space bar or `m` in a terminal),
/// and its end (`q`).
///
/// To be made on the main thread before any other thread starts; `end` gives the terminal back as it was.
final class MarkRequests {
  private let signals: sigset_t
  private let previous: termios?
  private var isMarkAsked = false
  private var key = HeldKey()
  private var hasAskedToEnd = false

  init() {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGUSR1)
    pthread_sigmask(SIG_BLOCK, &set, nil)
    signals = set
    previous = Self.listenToKeys()
  }

  /// Whether keys are listened to.
  var hasKeys: Bool { previous != nil }

  /// Whether `q` was pressed.
  var isEndAsked: Bool {
    look()
    return hasAskedToEnd
  }

  /// Whether a mark was asked for since the last look; several at once are one moment.
  func takes() -> Bool {
    look()
    defer { isMarkAsked = false }
    return isMarkAsked
  }

  private func look() {
    var set = signals
    var now = timespec()
    if sigtimedwait(&set, nil, &now) == SIGUSR1 { isMarkAsked = true }
    guard previous != nil else { return }
    while let key = Self.key() {
      switch key {
      case UInt8(ascii: " "), UInt8(ascii: "m"): if self.key.press(at: MonotonicClock.now()) { isMarkAsked = true }
      case UInt8(ascii: "q"): hasAskedToEnd = true
      default: break
      }
    }
  }

  /// A key that was pressed; nil when there is none.
  private static func key() -> UInt8? {
    var pressed = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    var key: UInt8 = 0
    guard poll(&pressed, 1, 0) == 1, pressed.revents & Int16(POLLIN) != 0, read(STDIN_FILENO, &key, 1) == 1 else {
      return nil
    }
    return key
  }

  /// Gives the terminal back.
  func end() {
    guard var previous else { return }
    tcsetattr(STDIN_FILENO, TCSANOW, &previous)
  }

  /// Keys one by one and unseen, but Ctrl-C as ever; nil without a terminal, or in its background.
  private static func listenToKeys() -> termios? {
    var settings = termios()
    guard isatty(STDIN_FILENO) == 1, tcgetpgrp(STDIN_FILENO) == getpgrp(), tcgetattr(STDIN_FILENO, &settings) == 0
    else { return nil }
    let previous = settings
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
    return tcsetattr(STDIN_FILENO, TCSANOW, &settings) == 0 ? previous : nil
  }
}

/// Where the keys of the wizard come from.
protocol WizardKeys: AnyObject {
  /// The next key, waiting up to `milliseconds` for it; nil when none came.
  func key(waiting milliseconds: Int32) -> WizardKey?
}

/// Single keys from the terminal, without waiting for Enter. The terminal is as before when it goes away.
final class Keyboard: WizardKeys {
  private var before = termios()

  /// Nil when nobody sits there: standard input is no terminal.
  init?() {
    guard isatty(STDIN_FILENO) == 1, tcgetattr(STDIN_FILENO, &before) == 0 else { return nil }
    var raw = before
    // no echo, no waiting for a line; Ctrl-C stays what it is
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    guard tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0 else { return nil }
  }

  deinit { tcsetattr(STDIN_FILENO, TCSANOW, &before) }

  /// The next key with a meaning, waiting up to `milliseconds` for it; nil when none came.
  func key(waiting milliseconds: Int32) -> WizardKey? {
    var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, milliseconds) > 0 else { return nil }
    var byte: UInt8 = 0
    guard read(STDIN_FILENO, &byte, 1) == 1 else { return .leave }
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: " "): return .go
    case UInt8(ascii: "s"): return .skip
    case UInt8(ascii: "r"): return .redo
    case UInt8(ascii: "q"): return .leave
    default: return nil
    }
  }
}
