import EMGUnits
import Glibc
import Recording

/// Where messages, warnings and progress go, apart from results.
enum StandardError {
  /// Whether a person is watching on a terminal where lines can be drawn anew.
  static var isTerminal: Bool { Terminal.canDraw(STDERR_FILENO) }

  /// Writes text as it is. A failure is not told: there is nowhere left to tell it.
  static func write(_ text: String) {
    var rest = Array(text.shownName.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// `glutecue: ` and a message, one paragraph, on a line of its own; what a terminal would obey is made visible.
  /// Each of `items` follows on a line of its own.
  static func say(_ message: String, items: [String] = []) {
    write("glutecue: " + ([message] + items).map { $0.visible(keepsLines: false) + "\n" }.joined())
  }
}
