import Glibc

/// Lets a command that writes a file finish it when the user presses Ctrl-C.
///
/// From `init` on, Ctrl-C (SIGINT), a request to end (SIGTERM) and a terminal that goes away (SIGHUP) no longer end the
/// program; they wait, and the command asks for them. One that the caller had ignored, as `nohup` does, stays ignored. A run
/// goes on without its terminal: when the connection to the small computer on the belt is lost, nothing must end.
/// To be made on the main thread before any other thread starts.
struct Interruption {
  private let signals: [Int32]

  /// Holds the signals back; SIGHUP does nothing at all with `outlivesTerminal`.
  init(outlivesTerminal: Bool = false) {
    if outlivesTerminal { signal(SIGHUP, SIG_IGN) }
    signals = [SIGINT, SIGTERM, SIGHUP].filter { !Self.isIgnored($0) }
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Whether the user wants the command to stop.
  var isAsked: Bool {
    var pending = sigset_t()
    guard sigpending(&pending) == 0 else { return false }
    return signals.contains { sigismember(&pending, $0) == 1 }
  }

  /// Lets output to a reader that has gone away, and to a file that has reached the largest size allowed, fail instead of
  /// ending the program: a session outlives its display and its disk.
  static func surviveFailedWrites() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  private static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(signal, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
