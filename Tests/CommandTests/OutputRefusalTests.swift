import Foundation
import Glibc
import TestSupport
import Testing

/// Results never destroy what is there: not a file that exists, and never the recording itself.
@Suite struct OutputRefusalTests {
  private static let files: [MeasuringCommand: [String]] = [
    .analyze: ["strides.csv", "summary.json", "report.html"],
    .live: [
      "strides.csv", "cues.csv", "summary.json", "settings.yaml", "recording.wav", "recording.json", "report.html",
    ],
  ]

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try Samples.copy("healthy", to: folder, as: "run")
  }

  private func names(_ path: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder[path]).sorted()
  }

  @Test(arguments: MeasuringCommand.allCases)
  func aFileIsNoFolder(command: MeasuringCommand) throws {
    _ = try folder.file("results", "mine")
    let refusal =
      "results cannot be written there, for results is a file, not a folder. Choose another folder with --output."
    try expectRefusal(
      command.arguments("run.wav", ["--output", "results"]), in: folder,
      "results: results cannot be written there, for it is a file, not a folder. Choose another folder with --output.",
      exitCode: 73)
    try expectRefusal(
      command.arguments("run.wav", ["--output", "results/today"]), in: folder, "results/today: \(refusal)", exitCode: 73
    )
    #expect(try folder.bytes("results") == Array("mine".utf8))
  }

  @Test(arguments: MeasuringCommand.allCases)
  func aFolderNeedsAName(command: MeasuringCommand) throws {
    try expectRefusal(
      command.arguments("run.wav", ["--output", ""]), in: folder,
      "--output: results cannot be written there, the name is empty. Choose another folder with --output.", exitCode: 73
    )
  }

  @Test(arguments: MeasuringCommand.allCases)
  func aPlaceWithoutPermissionIsRefused(command: MeasuringCommand) throws {
    // No one may create a folder in /sys, not even the administrator.
    try expectRefusal(
      command.arguments("run.wav", ["--output", "/sys/results"]), in: folder,
      "/sys/results: you have no permission to write there. Choose another folder with --output.", exitCode: 77)
  }

  @Test(.enabled(if: geteuid() != 0, "The administrator may write everywhere."), arguments: MeasuringCommand.allCases)
  func aFolderWithoutPermissionIsRefused(command: MeasuringCommand) throws {
    try FileManager.default.createDirectory(atPath: folder["results"], withIntermediateDirectories: false)
    try #require(chmod(folder["results"], 0o500) == 0)
    try expectRefusal(
      command.arguments("run.wav", ["--output", "results"]), in: folder,
      "results: you have no permission to write there. Choose another folder with --output.", exitCode: 77)
  }

  @Test(arguments: MeasuringCommand.allCases)
  func missingFoldersAreMade(command: MeasuringCommand) throws {
    let result = try GlutecueProcess.run(
      command.arguments("run.wav", ["--output", "2025/march/7/"]), in: folder.path)
    #expect(result.exitCode == 0 && result.standardError == "")
    #expect(try names("2025/march/7") == Self.files[command]?.sorted())
    let written = (Self.files[command] ?? []).map { "2025/march/7/\($0)" }.joined(separator: ", ")
    // after a live session the page is made last
    let told =
      command == .live ? written.replacing(", 2025/march/7/report", with: "\nWritten: 2025/march/7/report") : written
    #expect(result.standardOutput.hasSuffix("\nWritten: \(told)\n"))
  }

  @Test(arguments: MeasuringCommand.allCases)
  func whatExistsStaysAsItIs(command: MeasuringCommand) throws {
    for name in Self.files[command] ?? [] {
      let results = "results-\(name)"
      try FileManager.default.createDirectory(atPath: folder[results], withIntermediateDirectories: false)
      _ = try folder.file("\(results)/\(name)", "mine")
      try expectRefusal(
        command.arguments("run.wav", ["--output", results]), in: folder,
        "\(results)/\(name) exists already and stays unchanged. Choose another name or folder, "
          + "or say --force to overwrite it.", exitCode: 73)
      #expect(try folder.bytes("\(results)/\(name)") == Array("mine".utf8))
      #expect(try names(results) == [name])
    }
  }

  @Test(arguments: MeasuringCommand.allCases)
  func forceReplacesIt(command: MeasuringCommand) throws {
    try FileManager.default.createDirectory(atPath: folder["results"], withIntermediateDirectories: false)
    for name in Self.files[command] ?? [] { _ = try folder.file("results/\(name)", "mine") }
    let result = try GlutecueProcess.run(
      command.arguments("run.wav", ["--output", "results", "--force"]), in: folder.path)
    #expect(result.exitCode == 0 && result.standardError == "")
    for name in Self.files[command] ?? [] { #expect(try folder.bytes("results/\(name)") != Array("mine".utf8)) }
  }

  @Test(arguments: MeasuringCommand.allCases)
  func aFullDiskIsTold(command: MeasuringCommand) throws {
    // The kernel's own stand-in for a full disk.
    for name in ["strides.csv", "summary.json"] {
      let results = "results-\(name)"
      try FileManager.default.createDirectory(atPath: folder[results], withIntermediateDirectories: false)
      try FileManager.default.createSymbolicLink(atPath: folder["\(results)/\(name)"], withDestinationPath: "/dev/full")
      let result = try GlutecueProcess.run(
        command.arguments("run.wav", ["--output", results, "--force", "--format", "json"]), in: folder.path)
      #expect(
        result.standardError
          == "glutecue: \(results)/\(name): the disk is full. What was written so far is kept; make room and run again.\n"
      )
      #expect(result.exitCode == 74 && result.standardOutput == "")
    }
  }

  @Test func theRecordingItselfIsNeverOverwritten() throws {
    // Names that a recording or its sidecar may have by chance.
    for (recording, taken) in [("strides.csv", "strides.csv"), ("summary.wav", "summary.json")] {
      try FileManager.default.copyItem(atPath: folder["run.wav"], toPath: folder[recording])
      try? FileManager.default.copyItem(atPath: folder["run.json"], toPath: folder[taken])
      let (before, sidecar) = (try folder.bytes(recording), try folder.bytes(taken))
      try expectRefusal(
        ["analyze", recording, "--map", "glute=1", "--output", ".", "--force"], in: folder,
        "./\(taken) is the input and would be destroyed, so nothing is written there, even with --force. "
          + "Choose another name or folder for the results.", exitCode: 73)
      #expect(try folder.bytes(recording) == before && folder.bytes(taken) == sidecar)
      try FileManager.default.removeItem(atPath: folder[recording])
    }
  }

  @Test func aFullOutputIsTold() throws {
    let program = "exec \"$0\" analyze run.wav > /dev/full"
    let result = try GlutecueProcess.run(
      URL(filePath: "/bin/sh"), ["-c", program, GlutecueProcess.executable.path], in: folder.path)
    #expect(
      result.standardError
        == "glutecue: Standard output: writing failed, as the system says: No space left on device.\n")
    #expect(result.exitCode == 74)
  }
}
