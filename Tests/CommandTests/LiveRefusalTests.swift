import Foundation
import TestSupport
import Testing

/// What `live` refuses beyond what every measuring command does: its input, its tone, its own recording.
@Suite struct LiveRefusalTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try Samples.copy("healthy", to: folder, as: "run")
  }

  private func expect(
    _ arguments: [String], _ message: String, _ exitCode: Int32, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try contents()
    try expectRefusal(
      ["live", "--pace", "none"] + arguments, in: folder, message, exitCode: exitCode, sourceLocation: sourceLocation)
    #expect(try contents() == before, "nothing may change", sourceLocation: sourceLocation)
  }

  /// Every file in the folder, with its bytes.
  private func contents() throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      contents[name] = FileManager.default.contents(atPath: folder[name]) ?? Data()
    }
    return contents
  }

  /// A path needs no word in front; what looks like a slip of one of the others is no path.
  @Test(arguments: [
    ("alsa:", ""), ("wav:", ""), ("", ""), ("WAV:run.wav", " Did you mean wav:run.wav?"),
    ("asla:hw:1", " Did you mean alsa:hw:1?"), ("lls:EMG", " Did you mean lsl:EMG?"),
    ("hw:1", " Did you mean alsa:hw:1?"), ("default", " Did you mean alsa:default?"),
  ])
  func theInputMustBeADeviceOrAFile(input: String, question: String) throws {
    let shown = input.isEmpty ? "''" : input
    try expect(
      ["--input", input],
      "--input \(shown) is neither a file nor alsa:DEVICE nor lsl:NAME.\(question) Examples: --input run.wav, --input alsa:hw:1. "
        + "`glutecue devices` lists the devices.", 64)
  }

  @Test(arguments: ["none.wav", "wav:none.wav", "file:none.wav", "runs:old/none.wav"])
  func aPathMayStandAlone(input: String) throws {
    let path = input.hasSuffix(":none.wav") ? "none.wav" : input
    for arguments in [["--input", input], [input]] {
      try expect(
        arguments, "\(path.replacing("wav:", with: "").replacing("file:", with: "")): there is no such file.", 66)
    }
  }

  @Test func twoInputsAreOneTooMany() throws {
    try expect(
      ["run.wav", "--input", "alsa:hw:1"],
      "Two inputs are given, run.wav and --input alsa:hw:1. Give only one. `glutecue live --help` explains the command.",
      64)
  }

  @Test(arguments: [("alsa:", ""), ("tone", ""), ("wav:", ""), ("hw:0", " Did you mean alsa:hw:0?")])
  func theToneMustBeADeviceAFileOrNone(tone: String, question: String) throws {
    try expect(
      ["--input", "wav:run.wav", "--tone", tone],
      "--tone \(tone) is neither alsa:DEVICE nor a file ending in .wav nor none.\(question) Examples: --tone alsa:default, "
        + "--tone tone.wav. `glutecue devices` lists the devices.", 64)
  }

  @Test func aToneThatExistsStaysAsItIs() throws {
    _ = try folder.file("tone.wav", "mine")
    try expect(
      ["--input", "wav:run.wav", "--tone", "wav:tone.wav", "--output", "session"],
      "tone.wav exists already and stays unchanged. Choose another name or folder, or say --force to overwrite it.", 73
    )
  }

  @Test func aToneInAMissingFolderIsRefusedBeforeAnythingIsMade() throws {
    try expect(
      ["--input", "wav:run.wav", "--tone", "wav:tones/tone.wav", "--output", "runs/today"],
      "tones/tone.wav: its folder does not exist. Create it first.", 73)
  }

  @Test func aToneNeedsAnEndingItKnows() throws {
    try expect(
      ["--input", "wav:run.wav", "--tone", "wav:tone.mp3", "--output", "session"],
      "tone.mp3: a recording is written as .wav or .flac. Give the name one of these endings.", 73)
  }

  @Test func theToneMayGoIntoTheFolderOfTheSession() throws {
    let result = try GlutecueProcess.run(
      ["live", "--pace", "none", "--input", "wav:run.wav", "--output", "session", "--tone", "wav:session/tone.wav"],
      in: folder.path)
    #expect(result.exitCode == 0 && result.standardError == "")
    #expect(
      result.standardOutput.hasSuffix(", session/recording.json, session/tone.wav\nWritten: session/report.html\n"))
  }

  @Test func aSessionThatCannotBeginLeavesNoTone() throws {
    _ = try folder.file("session", "mine")
    try expect(
      ["--input", "wav:run.wav", "--tone", "wav:tone.wav", "--output", "session"],
      "session: results cannot be written there, for it is a file, not a folder. Choose another folder with --output.",
      73)
  }

  @Test(arguments: [[], ["--force"]])
  func theToneNeverReplacesTheInput(force: [String]) throws {
    let refusal =
      "is the input and would be destroyed, so nothing is written there, even with --force. "
      + "Choose another name or folder for the results."
    try FileManager.default.createSymbolicLink(atPath: folder["link.wav"], withDestinationPath: "run.wav")
    try FileManager.default.linkItem(atPath: folder["run.wav"], toPath: folder["hard.wav"])
    for tone in ["run.wav", "./run.wav", folder["run.wav"], "link.wav", "hard.wav"] {
      try expect(["--input", "wav:run.wav", "--tone", "wav:\(tone)"] + force, "\(tone) \(refusal)", 73)
    }
  }

  @Test(arguments: [[], ["--force"]])
  func aSessionNeverReplacesItsOwnInput(force: [String]) throws {
    try FileManager.default.createDirectory(atPath: folder["session"], withIntermediateDirectories: false)
    _ = try Samples.copy("healthy", to: folder, as: "session/recording")
    try FileManager.default.createSymbolicLink(atPath: folder["again"], withDestinationPath: "session")
    for output in ["session", "again"] {
      try expect(
        ["--input", "wav:session/recording.wav", "--output", output] + force,
        "\(output)/recording.wav is the input and would be destroyed, so nothing is written there, even with --force. "
          + "Choose another name or folder for the results.", 73)
    }
  }

  @Test func aSessionNeverReplacesTheSidecarOfItsInput() throws {
    try FileManager.default.createDirectory(atPath: folder["session"], withIntermediateDirectories: false)
    let made = try GlutecueProcess.run(
      ["simulate", "--duration", "5", "--output", folder["session/recording.flac"]])
    try #require(made.exitCode == 0)
    try expect(
      ["--input", "wav:session/recording.flac", "--output", "session", "--force"],
      "session/recording.json is the input and would be destroyed, so nothing is written there, even with --force. "
        + "Choose another name or folder for the results.", 73)
  }

  @Test(arguments: ["session/recording.wav", "session/../session/recording.wav"])
  func theToneAndTheSessionsRecordingAreTwoFiles(tone: String) throws {
    try expect(
      ["--input", "wav:run.wav", "--output", "session", "--tone", "wav:\(tone)", "--force"],
      "\(tone) would be written twice, once as the tone and once as a file of the session. "
        + "Choose another name with --tone.", 73)
  }

  @Test(arguments: ["0", "4097"])
  func blocksHaveTheirLimits(frames: String) throws {
    try expect(
      ["--input", "wav:run.wav", "--block-frames", frames], "--block-frames \(frames) is not between 1 and 4096.", 64)
  }
}
