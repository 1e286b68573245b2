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
