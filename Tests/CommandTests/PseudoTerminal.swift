import Foundation
import Glibc

/// A program at a terminal of its own: what it writes there can be read, and keys can be pressed.
final class PseudoTerminal {
  struct Failure: Error { let what: String }
  struct TimedOut: Error {
    let waitedFor: String
    let screen: String
  }

  private let master: Int32
  private let process = Process()
  private let ended = DispatchSemaphore(value: 0)
  /// Everything written so far.
  private(set) var screen = ""

  /// Starts a program with its input, output and messages at the terminal.
  init(_ program: URL, _ arguments: [String]) throws {
    // TIOCSPTLCK and TIOCGPTN of asm-generic/ioctls.h: what unlockpt and ptsname do, which Glibc's module leaves out
    var unlocked: Int32 = 0
    var number: Int32 = 0
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard master >= 0, ioctl(master, 0x4004_5431, &unlocked) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
      throw Failure(what: "no pseudo-terminal")
    }
    let slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard slave >= 0 else { throw Failure(what: "the pseudo-terminal does not open") }
    let handle = FileHandle(fileDescriptor: slave, closeOnDealloc: true)
    process.executableURL = program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GLUTECUE_") }
    process.standardInput = handle
    process.standardOutput = handle
    process.standardError = handle
    let ended = ended
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    try? handle.close()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    close(master)
  }

  /// Presses keys.
  func press(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// Ends it at once, as a power cut does.
  func killAtOnce() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Reads until some text has been written after everything that was waited for before.
  func wait(for text: String, seconds: Double = 60) throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while true {
      if let range = screen[waited...].range(of: text) {
        waited = range.upperBound
        return
      }
      guard ContinuousClock.now < deadline, try readMore() else {
        throw TimedOut(waitedFor: text, screen: String(screen.suffix(2000)))
      }
    }
  }

  private var waitedCount = 0
  private var waited: String.Index {
    get { screen.index(screen.startIndex, offsetBy: waitedCount) }
    set { waitedCount = screen.distance(from: screen.startIndex, to: newValue) }
  }

  /// Waits for the end; returns the exit code.
  func waitForEnd(seconds: Double = 60) throws -> Int32 {
    while try readMore() {}
    guard ended.wait(timeout: .now() + seconds) == .success else {
      throw TimedOut(waitedFor: "the end", screen: String(screen.suffix(2000)))
    }
    return process.terminationStatus
  }

  /// False when nobody writes there any more.
  private func readMore() throws -> Bool {
    var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, 200) >= 0 else { return false }
    guard descriptor.revents & Int16(POLLIN) != 0 else { return descriptor.revents & Int16(POLLHUP) == 0 }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(master, &bytes, bytes.count)
    guard count > 0 else { return false }
    pending += bytes[..<count]
    // whole characters only: the last may still be on its way
    for cut in 0...min(3, pending.count) {
      guard let text = String(validating: pending.dropLast(cut), as: UTF8.self) else { continue }
      screen += text
      pending = Array(pending.suffix(cut))
      break
    }
    return true
  }

  private var pending: [UInt8] = []
}
