import EMGUnits
import Files
@preconcurrency import Glibc
import Glibc
import Recording
import Synchronization

/// Where results go. What is written is gathered by the C library; whether all of it has arrived is asked at the end of every
/// command, since results that nobody got are no success.
enum StandardOutput {
  /// Writes text that holds the program's own emphasis for a terminal; nothing else may use it.
  static func write(_ text: String) { Swift.print(text, terminator: "") }

  /// Writes JSON: what a terminal would obey is escaped as JSON has it, so that programs read what it was.
  static func write(json: String) {
    var text = ""
    for scalar in json.unicodeScalars {
      let character = String(Character(scalar))
      text +=
        character.visible() == character ? character : "\\u" + String(0x1_0000 + scalar.value, radix: 16).dropFirst()
    }
    write(text)
  }

  /// Hands everything on.
  ///
  /// - Throws: when something could not be written, now or before. A reader that has gone away, as `head` does, has got what
  ///   it wanted.
  static func finish() throws(CommandFailure) {
    let isLate = fflush(stdout) != 0
    let code = errno
    guard isLate || ferror(stdout) != 0 else { return }
    if isLate ? code == EPIPE : hasReaderGone { return }
    let reason =
      isLate ? "as the system says: \(String(cString: strerror(code)))" : "and not all of the results have arrived"
    throw CommandFailure("Standard output: writing failed, \(reason).", .io)
  }

  private static var hasReaderGone: Bool {
    var output = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
    return poll(&output, 1, 0) == 1 && output.revents & Int16(POLLERR) != 0
  }

  /// Gives the three standard streams a descriptor each where the caller has closed them. Otherwise a recording that is opened
  /// next could get number 1, and results would be written into it. Writing to a closed one still fails.
  static func occupyClosedStreams() {
    for (stream, flags) in [(STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY)] {
      if fcntl(stream, F_GETFD) < 0 { _ = open("/dev/null", flags) }
    }
  }
}

/// What `print` means in this program: text with what a terminal would obey made visible.
func print(_ text: String, terminator: String = "\n") { StandardOutput.write(text.visible() + terminator) }

/// What a session holds is of somebody's body: its folders and files are for the user alone, whatever the system's custom.
enum PrivateFiles {
  /// From here on, what this program makes is readable by the user alone: folders 0700, files 0600. To be called before any
  /// thread starts.
  static func begin() { umask(0o077) }
}

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

/// Lets a command that writes a file finish it when the user presses Ctrl-C.
///
/// From `init` on, Ctrl-C (SIGINT), a request to end (SIGTERM) and a terminal that goes away (SIGHUP) no longer end the
/// program; they wait, and the command asks for them. One that the caller had ignored, as `nohup` does, stays ignored. A run
/// goes on without its terminal: when the connection to the small computer on the belt is lost, nothing must end.
/// To be made on the main thread before any other thread starts.
struct Interruption {
  private let signals: [Int32]
  /// Whoever runs the command within another program; nil on a terminal.
  private let flag: StopFlag?

  /// Holds the signals back; SIGHUP does nothing at all with `outlivesTerminal`.
  init(outlivesTerminal: Bool = false) {
    if outlivesTerminal { signal(SIGHUP, SIG_IGN) }
    flag = nil
    signals = [SIGINT, SIGTERM, SIGHUP].filter { !Self.isIgnored($0) }
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Of a command that another one runs: `flag` is its own way to stop, besides that of the whole program.
  init(_ flag: StopFlag, within program: Interruption) {
    self.flag = flag
    signals = program.signals
  }

  /// Whether the user wants the command to stop.
  var isAsked: Bool {
    if flag?.isSet ?? false { return true }
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

/// `Simulating [#######-------------] 34 %, 0:12 left` on the terminal, for work that takes over a second; nothing where no terminal is.
struct ProgressLine {
  private let label: String
  private let isWatched = StandardError.isTerminal
  private static let width = 20
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var next: ContinuousClock.Instant
  private var isShown = false

  /// Work that begins now.
  init(_ label: String) {
    self.label = label
    start = clock.now
    next = start + .seconds(1)
  }

  /// Tells how much is done, 0…1. Cheap: writes five times a second at most.
  mutating func update(_ part: Double) {
    guard isWatched, clock.now >= next else { return }
    let filled = max(0, min(Self.width, Int(bounded: Double(Self.width) * part)))
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: Self.width - filled)
    StandardError.write("\r\(label) [\(bar)] \(Int(bounded: 100 * part)) %\(timeLeft(part))\u{1B}[K")
    isShown = true
    next = clock.now + .milliseconds(200)
  }

  /// What is left if it goes on like this; nothing before a hundredth is done.
  private func timeLeft(_ part: Double) -> String {
    guard part >= 0.01 else { return "" }
    let seconds = Int(bounded: (start.duration(to: clock.now) / .seconds(1)) * (1 - part) / part)
    let rest = seconds % 60
    return ", \(seconds / 60):\(rest < 10 ? "0" : "")\(rest) left"
  }

  /// Takes the line away.
  mutating func clear() {
    if isShown { StandardError.write("\r\u{1B}[K") }
    isShown = false
  }
}

/// Whether somebody wants a command to stop. Any thread.
final class StopFlag: Sendable {
  private let value = Atomic(false)

  var isSet: Bool { value.load(ordering: .relaxed) }

  func set() { value.store(true, ordering: .relaxed) }
}
