import Foundation
import TestSupport
import Testing

/// Results that nobody gets are no success, and what is printed never steers a terminal.
@Suite struct StandardOutputTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try Samples.copy("healthy", to: folder, as: "run")
  }

  /// Runs it with standard output as a shell redirects it.
  private func run(_ arguments: [String], output: String) throws -> GlutecueProcess.Result {
    try GlutecueProcess.run(
      URL(filePath: "/bin/sh"),
      ["-c", "exec \"$0\" \"$@\" \(output)", GlutecueProcess.executable.path] + arguments, in: folder.path)
  }

  @Test(arguments: [
    ["--help"], ["live", "--help"], ["help", "analyze"], ["--version"], ["--generate-completion-script", "bash"],
    ["analyze", "run.wav"], ["analyze", "run.wav", "--format", "json"], ["analyze", "run.wav", "run.wav"],
    ["check", "--input", "wav:run.wav"], ["config"], ["history"], ["log"], ["repair", "run.wav"],
    ["report", "run.wav", "--output", "page.html"], ["simulate", "--duration", "3", "--output", "made.wav"],
    ["live", "--input", "wav:run.wav", "--pace", "none", "--duration", "9"],
  ])
  func whatCannotBeWrittenIsAnError(arguments: [String]) throws {
    for output in [">/dev/full", ">&-"] {
      let result = try run(arguments, output: output)
      #expect(result.exitCode == 74, "\(arguments) \(output)")
      #expect(result.standardError.contains("glutecue: Standard output: writing failed, "), "\(arguments) \(output)")
      for made in ["page.html", "made.wav", "made.json"] { try? FileManager.default.removeItem(atPath: folder[made]) }
    }
  }

  @Test func aClosedOutputIsNeverARecording() throws {
    let before = try folder.bytes("run.wav")
    for output in [">&-", ">&- 2>&-", "<&- >&- 2>&-"] {
      _ = try run(["repair", "run.wav"], output: output)
      _ = try run(["analyze", "run.wav"], output: output)
    }
    #expect(try folder.bytes("run.wav") == before)
  }

  @Test func aReaderThatHasSeenEnoughIsNoFailure() throws {
    let result = try GlutecueProcess.run(
      URL(filePath: "/bin/sh"),
      [
        "-c", "(trap '' PIPE; \"$0\" analyze run.wav --format json; echo $? >code) | true",
        GlutecueProcess.executable.path,
      ], in: folder.path)
    #expect(result.exitCode == 0 && result.standardError == "")
    #expect(try folder.bytes("code") == Array("0\n".utf8))
  }

  @Test func aNameCannotSteerTheTerminal() throws {
    let name = "a\u{1B}[2J\u{9B}31m\u{7}\nb.wav"
    try FileManager.default.moveItem(atPath: folder["run.wav"], toPath: folder[name])
    let map = ["--map", "glute=1,hamstring=2"]
    for arguments in [
      ["analyze", name] + map, ["analyze", name, name] + map, ["analyze", "missing" + name],
      ["analyze", name, "--m\u{1B}ap"], ["repair", name], ["live", "--pace", "none", "--input", "wav:" + name] + map,
    ] {
      let result = try run(arguments, output: "")
      let shown = result.standardOutput + result.standardError
      #expect(
        shown.unicodeScalars.allSatisfy { $0 == "\n" || !($0.properties.generalCategory == .control) }, "\(shown)")
      #expect(shown.contains("␛"), "\(arguments)")
    }
    let json = try run(["analyze", name, "--format", "json"] + map, output: "").standardOutput
    let summary = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect((summary["input"] as? [String: Any])?["name"] as? String == name)
    #expect(!json.contains("\u{9B}") && json.contains("\\u009b"))
  }
}
