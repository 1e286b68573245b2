import CalibrationProtocol
import Glibc

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
