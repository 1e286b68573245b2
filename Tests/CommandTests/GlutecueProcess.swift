import Foundation
import Glibc
import TestSupport

/// A run of the built `glutecue` as a process of its own, as a user or a script starts it.
struct GlutecueProcess {
  /// What came of it.
  struct Result {
    let exitCode: Int32
    let standardOutput: String
    let standardError: String
  }

  struct TimedOut: Error {
    let seconds: Double
    let arguments: [String]
  }

  static let executable = BuiltProduct.url("glutecue")

  /// Runs it to its end.
  ///
  /// - Parameters:
  ///   - environment: added to that of the tests.
  ///   - folder: the working directory; that of the tests when nil.
  ///   - answers: what is on its standard input; nothing when nil.
  ///   - timeout: seconds after which it is ended and `TimedOut` thrown.
  ///   - meanwhile: is called once it has started, for example to interrupt it.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], in folder: String? = nil, answers: String? = nil,
    timeout: Double = 60, meanwhile: (Process) throws -> Void = { _ in }
  ) throws -> Result {
    try run(
      executable, arguments, environment: environment, in: folder, answers: answers, timeout: timeout,
      meanwhile: meanwhile)
  }

  /// Runs any program in the same way.
  static func run(
    _ program: URL, _ arguments: [String], environment: [String: String] = [:], in folder: String? = nil,
    answers: String? = nil, timeout: Double = 60, meanwhile: (Process) throws -> Void = { _ in }
  ) throws -> Result {
    // Files, unlike pipes, are never full.
    let streams = try TemporaryFolder()
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = neutral(streams).merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    process.standardInput =
      try answers.map { try FileHandle(forReadingFrom: URL(filePath: streams.file("in", $0))) } ?? FileHandle.nullDevice
    process.standardOutput = try handle(streams.file("out", ""))
    process.standardError = try handle(streams.file("err", ""))
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    do {
      try meanwhile(process)
      guard ended.wait(timeout: .now() + timeout) == .success else {
        throw TimedOut(seconds: timeout, arguments: arguments)
      }
    } catch {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      throw error
    }
    return Result(
      exitCode: process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus,
      standardOutput: try text(streams.bytes("out")), standardError: try text(streams.bytes("err")))
  }

  /// The environment of the tests without the settings, the history and the cache of whoever runs them.
  private static func neutral(_ empty: TemporaryFolder) -> [String: String] {
    var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GLUTECUE_") }
    environment["XDG_CONFIG_HOME"] = empty.path
    environment["XDG_DATA_HOME"] = empty.path
    environment["XDG_CACHE_HOME"] = empty.path
    return environment
  }

  private static func handle(_ path: String) throws -> FileHandle {
    try FileHandle(forWritingTo: URL(filePath: path))
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
