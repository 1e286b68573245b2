import Foundation
import Glibc
import TestSupport
import Testing

/// `live` on a terminal, and where there is none.
@Suite struct TerminalSessionTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try Samples.copy("glute-stops", to: folder, as: "run")
  }

  /// The pictures that were drawn, as lines without colours.
  private func pictures(_ shown: String) -> [[String]] {
    // the terminal adds carriage returns of its own
    String(String.UnicodeScalarView(shown.unicodeScalars.filter { $0 != "\r" })).components(separatedBy: "\u{1B}[H")
      .dropFirst().filter { $0.contains("\u{1B}[J") }.map { picture in
        picture.components(separatedBy: "\u{1B}[J")[0].replacing(/\u{1B}\[[0-9;]*[mK]/, with: "")
          .components(separatedBy: "\n")
      }
  }

  /// A session in a terminal of its own.
  private func start(_ terminal: TerminalWindow) throws -> Process {
    let process = Process()
    process.executableURL = GlutecueProcess.executable
    process.arguments = ["live", "--input", "wav:run.wav"]
    process.environment = ["TERM": "xterm", "PATH": "/usr/bin:/bin", "HOME": folder.path]
    process.currentDirectoryURL = URL(filePath: folder.path)
    process.standardInput = terminal.program
    process.standardOutput = terminal.program
    process.standardError = terminal.program
    try process.run()
    return process
  }

  @Test func isDrawnInPlaceFollowsTheSizeAndGivesTheTerminalBack() throws {
    let terminal = try TerminalWindow(columns: 80, rows: 24)
    let process = try start(terminal)
    let first = terminal.read { shown in pictures(shown).contains { $0.contains { $0.hasPrefix("hamstring  █") } } }
    #expect(first.hasPrefix("\u{1B}[?1049h\u{1B}[?25l"))
    let large = try #require(pictures(first).last)
    #expect(large.count == 24 && large.allSatisfy { $0.count <= 80 })
    #expect(large[0].hasSuffix(" of 1:00.0  run.wav") && large[1] == "signal ok")
    terminal.resize(columns: 40, rows: 12)
    let second = terminal.read { shown in pictures(shown).contains { $0.count == 12 } }
    let small = try #require(pictures(second).last)
    #expect(small.count == 12 && small.allSatisfy { $0.count <= 40 })
    #expect(small.last == "space or m marks, q ends")
    kill(process.processIdentifier, SIGUSR1)
    let third = terminal.read { shown in pictures(shown).contains { $0.contains { $0.hasSuffix("marks: 1") } } }
    #expect(pictures(third).contains { $0.contains("no cues   marks: 1") })
    kill(process.processIdentifier, SIGINT)
    let rest = terminal.read { $0.contains("run.wav: ") }
    #expect(rest.contains("\u{1B}[?25h\u{1B}[?1049l") && rest.contains("run.wav: "))
    process.waitUntilExit()
  }

  @Test func intoAFileGoPlainLines() throws {
    let result = try GlutecueProcess.run(
      ["live", "--pace", "none", "--tone", "none", "--input", "wav:run.wav"], environment: ["TERM": "xterm"],
      in: folder.path)
    #expect(result.exitCode == 0 && result.standardError == "")
    #expect(!result.standardOutput.contains("\u{1B}") && !result.standardOutput.contains("\r"))
    #expect(result.standardOutput.hasPrefix("0:10.6  stride 10  83 strides/min  baseline\n"))
  }

  @Test func quietSaysNothingBeforeItsSummary() throws {
    let result = try GlutecueProcess.run(
      ["live", "--quiet", "--pace", "none", "--input", "wav:run.wav"], in: folder.path)
    #expect(result.exitCode == 0 && result.standardError == "")
    #expect(result.standardOutput.hasPrefix("run.wav: 60.0 s at 2000 Hz"))
  }

  @Test func waitingNeedsSomeoneToSayStart() throws {
    let result = try GlutecueProcess.run(["live", "--wait", "--input", "wav:run.wav"], in: folder.path)
    #expect(result.exitCode == 64 && result.standardOutput == "")
    #expect(
      result.standardError
        == "glutecue: --wait needs a terminal with keys, or a live page with its Start button. "
        + "Example: --wait --dashboard.\n")
  }
}
