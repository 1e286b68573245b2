import TestSupport
import Testing

@Suite struct GlutecueCommandTests {
  @Test func tellsItsVersion() throws {
    let result = try GlutecueProcess.run(["--version"])
    #expect(result.standardOutput == "0.1.0\n" && result.standardError == "" && result.exitCode == 0)
  }

  /// What is asked for wrongly is said in one line, with the way to more.
  @Test(arguments: [
    (
      ["simulate", "--output"], "Missing value for '--output <file>'. `glutecue simulate --help` explains the command."
    ),
    (
      ["analyze", "a.wav", "--format", "jsn"],
      "--format jsn: Allowed is text or json. Did you mean json? `glutecue analyze --help` explains the command."
    ),
    (
      ["export", "a", "--to", "xls"],
      "--to xls: Allowed is edf, bids or csv. `glutecue export --help` explains the command."
    ),
    (
      ["live", "--inptu", "a.wav"],
      "Unknown option '--inptu'. Did you mean '--input'? `glutecue live --help` explains the command."
    ),
  ])
  func aCommandLineItCannotReadIsExplained(arguments: [String], message: String) throws {
    let result = try GlutecueProcess.run(arguments)
    #expect(result.exitCode == 64 && result.standardOutput == "")
    #expect(result.standardError == "glutecue: \(message)\n")
  }

  @Test(arguments: [
    (["dance"], "dance: there is no such command. `glutecue --help` lists them."),
    (["help", "lvie"], "lvie: there is no such command. Did you mean live? `glutecue --help` lists them."),
    (["history", "shwo"], "shwo: there is no such command. Did you mean show? `glutecue history --help` lists them."),
  ])
  func aWordThatIsNoCommandIsNamed(arguments: [String], message: String) throws {
    let result = try GlutecueProcess.run(arguments)
    #expect(result.exitCode == 64 && result.standardOutput == "")
    #expect(result.standardError == "glutecue: \(message)\n")
  }

  @Test func aRecordingInPlaceOfACommandLeadsToAnalyze() throws {
    let folder = try TemporaryFolder()
    _ = try folder.file("run.wav", "")
    let result = try GlutecueProcess.run(["run.wav"], in: folder.path)
    #expect(
      result.standardError
        == "glutecue: run.wav: there is no such command. `glutecue analyze run.wav` finds the strides of a recording.\n"
    )
  }

  @Test(arguments: [("analyse", "analyze"), ("calibrte", "calibrate"), ("lve", "live"), ("reports", "report")])
  func asksWhetherAnotherCommandWasMeant(given: String, meant: String) throws {
    let result = try GlutecueProcess.run([given, "run.wav"])
    #expect(result.exitCode == 64 && result.standardOutput == "")
    #expect(
      result.standardError
        == "glutecue: \(given): there is no such command. Did you mean \(meant)? `glutecue --help` lists them.\n")
  }

  /// It would do nothing: only a session has a beginning.
  @Test(arguments: ["latency", "check", "calibrate"]) func theTestToneIsOfSessionsOnly(command: String) throws {
    #expect(try !GlutecueProcess.run([command, "--help-all"]).standardOutput.contains("--test-tone"))
    #expect(try GlutecueProcess.run(["live", "--help-all"]).standardOutput.contains("--test-tone"))
  }
}
