import Testing

@Suite struct GlutecueCommandTests {
  @Test func tellsItsVersion() throws {
    let result = try GlutecueProcess.run(["--version"])
    #expect(result.standardOutput == "0.1.0\n" && result.standardError == "" && result.exitCode == 0)
  }

  @Test(arguments: [[], ["--help"], ["help"]])
  func listsItsCommands(arguments: [String]) throws {
    let result = try GlutecueProcess.run(arguments)
    #expect(result.exitCode == 0 && result.standardError == "")
    #expect(result.standardOutput.hasPrefix("OVERVIEW: Hear it when your glutes stop firing.\n"))
    #expect(result.standardOutput.contains("\n  simulate  "))
  }

  @Test(arguments: [["simulate", "--help"], ["help", "simulate"]])
  func helpsWithACommand(arguments: [String]) throws {
    let result = try GlutecueProcess.run(arguments, environment: ["COLUMNS": "80"])
    #expect(result.exitCode == 0 && result.standardError == "")
    #expect(result.standardOutput.contains("\n  --silent <strides> "))
    #expect(result.standardOutput.contains("glutecue simulate --output stops.wav --silent 18-25,40 --truth stops.csv"))
  }

  @Test(arguments: [["dance"], ["simulate", "--output"], ["simulate", "--output", "a.wav", "--duration", "long"]])
  func showsTheUsageForACommandLineItCannotRead(arguments: [String]) throws {
    let result = try GlutecueProcess.run(arguments)
    #expect(result.exitCode == 64 && result.standardOutput == "")
    #expect(result.standardError.hasPrefix("Error: ") && result.standardError.contains("\nUsage: glutecue "))
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
    #expect(try !GlutecueProcess.run([command, "--help"]).standardOutput.contains("--test-tone"))
    #expect(try GlutecueProcess.run(["live", "--help"]).standardOutput.contains("--test-tone"))
  }
}
