import Glibc

/// Lets a command that writes a file finish it when the user presses Ctrl-C.
///
/// From `init` on, Ctrl-C (SIGINT) and a request to end (SIGTERM) no longer end the program; they wait, and the
/// command asks for them. To be made on the main thread before any other thread starts.
struct Interruption {
  private static let signals = [SIGINT, SIGTERM]

  /// Holds the signals back.
  init() {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in Self.signals { sigaddset(&set, signal) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Whether the user wants the command to stop.
  var isAsked: Bool {
    var pending = sigset_t()
    guard sigpending(&pending) == 0 else { return false }
    return Self.signals.contains { sigismember(&pending, $0) == 1 }
  }
}
