import EMGUnits
@preconcurrency import Glibc

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
