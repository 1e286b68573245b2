import Foundation
import TestSupport
import Testing

/// Python with pylsl or mne-lsl: the other end of LSL streams (`scripts/streams-peer.py`).
///
/// Looked for as `GLUTECUE_TEST_PYTHON`, then as `python3`. Streams of the tests do not leave this computer's own network: a narrower scope shows mne-lsl but one stream of a program.
struct LabPeer {
  /// A package for Python with which the other end is run.
  enum Package: String, CaseIterable {
    case pylsl
    case mneLSL = "mne_lsl"
  }

  /// Why tests are left out where there is none.
  static let missing: Comment =
    "No Python here has pylsl or mne_lsl; make an environment with `pip install pylsl mne-lsl` and set GLUTECUE_TEST_PYTHON."

  private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "scripts/streams-peer.py").path

  let package: Package
  private let python: String
  private let library: String

  /// Those that are there.
  static let all: [LabPeer] = Package.allCases.compactMap { LabPeer($0) }

  private init?(_ package: Package) {
    let given = ProcessInfo.processInfo.environment["GLUTECUE_TEST_PYTHON"]
    let find =
      switch package {
      case .pylsl:
        "import pylsl.lib, glob, os; print(glob.glob(os.path.dirname(pylsl.lib.__file__) + '/liblsl.so*')[0])"
      case .mneLSL:
        "import mne_lsl.lsl, glob, os; print(glob.glob(os.path.dirname(mne_lsl.lsl.__file__) + '/lib/liblsl.so*')[0])"
      }
    for python in [given, "python3"].compactMap(\.self) {
      guard
        let result = try? GlutecueProcess.run(URL(filePath: "/usr/bin/env"), [python, "-c", find]),
        result.exitCode == 0,
        let line = result.standardOutput.split(separator: "\n").last
      else { continue }
      self.package = package
      self.python = python
      library = String(line)
      return
    }
    return nil
  }

  /// For both ends: where the library is, and that nothing leaves this network and nothing is printed.
  func environment(_ folder: TemporaryFolder) throws -> [String: String] {
    [
      "GLUTECUE_LSL": library,
      "LSLAPICFG": try folder.file("lsl_api.cfg", "[multicast]\nResolveScope = link\n[log]\nlevel = -3\n"),
    ]
  }

  /// The other end at work.
  final class Running {
    private let process: Process
    private let path: String

    fileprivate init(_ process: Process, path: String) {
      self.process = process
      self.path = path
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    /// Lines so far.
    var lines: [String] {
      ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
    }

    /// Waits for a line of its own.
    func wait(for line: String, seconds: Double = 150) throws {
      let end = Date.now + seconds
      while !lines.contains(line) {
        try #require(process.isRunning && Date.now < end, "no “\(line)”: \(lines.suffix(3))")
        usleep(10_000)
      }
    }

    /// Waits for its end.
    func finish(seconds: Double = 60) throws {
      let end = Date.now + seconds
      while process.isRunning {
        try #require(Date.now < end)
        usleep(10_000)
      }
    }
  }

  /// Begins it, and waits until it is ready.
  func start(_ arguments: [String], in folder: TemporaryFolder) throws -> Running {
    let name = "peer-\(UUID().uuidString).txt"
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python, Self.script] + arguments + ["--with", package.rawValue]
    process.environment = ProcessInfo.processInfo.environment.merging(try environment(folder)) { $1 }
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: folder.file(name, "")))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: folder.file(name + ".err", "")))
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let running = Running(process, path: folder[name])
    try running.wait(for: "ready")
    return running
  }
}
