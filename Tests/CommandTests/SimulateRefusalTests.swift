import Foundation
import Recording
import TestSupport
import Testing

@Suite struct SimulateRefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let message: String
    init(_ arguments: String..., message: String) {
      self.arguments = arguments
      self.message = message
    }
    var testDescription: String { arguments.joined(separator: " ") }
  }

  private static let settings = [
    Case(
      "--map", "glute=1,foot=2",
      message:
        "“foot” is not a role. Roles: glute, hamstring, quadriceps, calf, lower-back, contact; "
        + "with left- or right- in front for two legs."),
    Case("--map", "glute=17", message: "The channel map glute=17 needs 17 channels; a recording has 1 to 16."),
    Case("--duration", "0", message: "Duration 0 s is outside 0.1–86400 s."),
    Case("--duration", "nan", message: "Duration nan s is outside 0.1–86400 s."),
    Case("--sample-rate", "100", message: "Sample rate 100 Hz is outside 500–192000 Hz."),
    Case("--sample-rate", "2000.5", message: "Sample rate 2000.5 Hz is not a whole number of hertz."),
    Case("--full-scale-mv", "0", message: "Full scale 0 mV is outside 0.01–5000 mV."),
    Case(
      "--cadence", "200",
      message:
        "Cadence of segment 1 200 strides per minute is outside 30–150 strides per minute."),
    Case("--cadence", "fast", message: "--cadence fast: “fast” is not a number. Example: --cadence 78-84."),
    Case("--silent", "5-3", message: "--silent 5-3: The range 5-3 runs backwards. Example: --silent 18-25,40."),
    Case(
      "--silent", "0",
      message:
        "--silent 0: “0” is neither a stride nor a range of strides; strides count from 1. Example: --silent 18-25,40."),
    Case(
      "--silent", "5:0.5",
      message:
        "--silent 5:0.5: Nothing may follow the strides 5. Example: --silent 18-25,40."),
    Case(
      "--silent", "90",
      message:
        "--silent 90: Stride 90 is beyond the end; the recording has 81 whole strides. Example: --silent 18-25,40."),
    Case(
      "--silent", "left:5",
      message:
        "Glute event 1 is of the left leg, which the channel map glute=1,hamstring=2 does not name."),
    Case(
      "--weak", "5-9",
      message:
        "--weak 5-9: One factor must follow the strides 5-9. Example: --weak 30-40:0.5."),
    Case(
      "--fade", "5-9:0.5",
      message:
        "--fade 5-9:0.5: The first and the last factor must follow the strides 5-9. "
        + "Example: --fade 50-80:1-0.2."),
    Case(
      "--runner", "sprinter",
      message:
        "--runner sprinter: There is no such runner. Runners: typical, hamstring-stance, glute-swing, "
        + "random: or mixed: with a whole number, and person: with a whole number or a name. Example: --runner random:7."
    ),
    Case(
      "--runner", "person:walker-1",
      message:
        "--runner person:walker-1: This person was measured walking only, and the course has running: say --gait walking, "
        + "or choose another runner. Example: --runner person:level-runner."),
    Case(
      "--runner", "mixed:x",
      message: "--runner mixed:x: “mixed:” needs a whole number. Example: --runner mixed:7."),
    Case("--crosstalk", "130", message: "--crosstalk 130 is not a part from 0 to 100 percent."),
    Case("--day-cv", "30", message: "--day-cv needs --day with the number of the day."),
    Case(
      "--movement", "20", "--motion", "2",
      message: "--movement says in µV what --motion says as a factor; leave out one of them."),
    Case(
      "--electrode-noise", "glute=x",
      message:
        "--electrode-noise glute=x: “x” is not a number. Example: --electrode-noise glute=0.5,hamstring=3."),
    Case("--gain-glute", "200", message: "Electrode gain of glute 200 is outside 0–100."),
    Case(
      "--stand", "50-70",
      message:
        "--stand 50-70: The recording is over after 60 s. Example: --stand 20-25,40-50."),
    Case(
      "--stand", "10-20,15-30",
      message:
        "--stand 10-20,15-30: Two spells of standing overlap. Example: --stand 20-25,40-50."),
    Case(
      "--course", "run 60", "--gait", "walking",
      message:
        "--course describes the whole course; leave out --duration, --gait, --cadence and --stand."),
    Case(
      "--course", "swim 60",
      message:
        "--course 'swim 60': “swim” is not run, walk or stand. Example: --course 'run 60 @80-85, stand 10, walk 30'."),
    Case(
      "--course", "run 60, stand",
      message:
        "--course 'run 60, stand': “stand” does not say what and how long. "
        + "Example: --course 'run 60 @80-85, stand 10, walk 30'."),
    Case(
      "--hum-level", "1",
      message:
        "--hum-level needs --hum with the frequency of the mains: 50 or 60."),
    Case(
      "--amplitude", "foot=1",
      message:
        "--amplitude foot=1: “foot” is not a muscle. Muscles: glute, hamstring, quadriceps, calf, lower-back. "
        + "Example: --amplitude glute=62,hamstring=245."),
    Case(
      "--fault", "wet:2",
      message:
        "--fault wet:2: “wet” is not a fault. Faults: off, dead, muted, clipping, hum. "
        + "Example: --fault off:hamstring@12-15."),
    Case(
      "--fault", "off:calf",
      message:
        "--fault off:calf: “calf” is neither a channel number nor a role in the channel map glute=1,hamstring=2. "
        + "Example: --fault off:hamstring@12-15."),
    Case(
      "--fault", "off:3",
      message:
        "Fault 1 is on channel 3, which carries no muscle in the channel map glute=1,hamstring=2."),
    Case(
      "--fault", "off:2@61",
      message:
        "--fault off:2@61: The recording is over after 60 s. Example: --fault off:hamstring@12-15."),
  ]

  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func expect(
    _ arguments: [String], _ message: String, _ exitCode: Int32, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let result = try GlutecueProcess.run(["simulate"] + arguments, in: folder.path)
    #expect(result.standardError == "glutecue: \(message)\n", sourceLocation: sourceLocation)
    #expect(result.standardOutput == "", sourceLocation: sourceLocation)
    #expect(result.exitCode == exitCode, sourceLocation: sourceLocation)
  }

  private func files() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }

  @Test(arguments: settings)
  func saysWhatIsWrongWithASettingAndWritesNothing(setting: Case) throws {
    try expect(["--output", "run.wav"] + setting.arguments, setting.message, 64)
    #expect(try files() == [])
  }

  @Test func needsAnOutput() throws {
    let result = try GlutecueProcess.run(["simulate"])
    #expect(result.exitCode == 64)
    #expect(result.standardOutput == "")
    #expect(
      result.standardError
        == "glutecue: Missing expected argument '--output <file>'. `glutecue simulate --help` explains the command.\n")
  }

  @Test(arguments: ["run.wav", "run.json", "truth.csv"])
  func keepsAFileThatExists(name: String) throws {
    _ = try folder.file(name, "mine")
    try expect(
      ["--output", "run.wav", "--truth", "truth.csv", "--duration", "1"],
      "\(name): the file exists already. Choose another name; --force would overwrite it.", 73)
    #expect(try files() == [name])
    #expect(try folder.bytes(name) == Array("mine".utf8))
  }

  @Test func needsTheFolder() throws {
    try expect(
      ["--output", "runs/run.wav", "--duration", "1"], "runs/run.wav: its folder does not exist. Create it first.", 73)
  }

  @Test func needsPermission() throws {
    // No one may create a file in /sys, not even the administrator.
    try expect(
      ["--output", "/sys/run.wav", "--duration", "1"],
      "/sys/run.wav: you have no permission to write there. Choose another folder.", 77)
  }

  @Test func leavesNothingWhenTheTruthCannotBeWritten() throws {
    try expect(
      ["--output", "run.wav", "--truth", "truths/run.csv", "--duration", "1"],
      "truths/run.csv: its folder does not exist. Create it first.", 73)
    #expect(try files() == [])
  }

  @Test func needsAnEndingItKnows() throws {
    try expect(
      ["--output", "run.mp3", "--duration", "1"],
      "run.mp3: a recording is written as .wav or .flac. Give the name one of these endings.", 73)
  }

  @Test func aFolderIsNoRecording() throws {
    try FileManager.default.createDirectory(atPath: folder["run.wav"], withIntermediateDirectories: false)
    try expect(
      ["--output", "run.wav", "--duration", "1"], "run.wav: this is a folder. Give the path of a file.", 65)
  }

  @Test func theTruthNeedsANameOfItsOwn() throws {
    try expect(
      ["--output", "run.wav", "--truth", "./run.json"],
      "--truth ./run.json is the same file as run.json, which is written too.", 64)
  }

  @Test func aFullDiskLeavesWhatFits() throws {
    // A limit on the size of a file ends writing as a full disk does: 512 or 1024 bytes × 64, by the shell.
    let limited = #"trap "" XFSZ; ulimit -f 64; exec "$0" "$@""#
    let result = try GlutecueProcess.run(
      URL(filePath: "/bin/sh"),
      ["-c", limited, GlutecueProcess.executable.path, "simulate", "--output", "run.wav", "--truth", "truth.csv"],
      in: folder.path)
    let frames = try RecordingReader(path: folder["run.wav"]).frameCount
    #expect(frames > 7000 && frames < 16_384)
    let grouped = "\(frames / 1000)," + "\(1000 + frames % 1000)".dropFirst()
    #expect(
      result.standardError
        == "glutecue: run.wav: the disk is full. Writing stopped after \(grouped) frames; what is in the file can be read.\n"
    )
    #expect(result.standardOutput == "" && result.exitCode == 74)
    let ends = try TruthFile(folder["truth.csv"]).rows.map(\.end)
    #expect(ends.allSatisfy { $0 <= Double(frames) / 2000 } && ends.count >= 2)
  }

  @Test func aFullDiskIsTold() throws {
    // The kernel's own stand-in for a full disk.
    try FileManager.default.createSymbolicLink(atPath: folder["truth.csv"], withDestinationPath: "/dev/full")
    try expect(
      ["--output", "run.wav", "--truth", "truth.csv", "--duration", "1", "--force"],
      "truth.csv: the disk is full. Nothing was written.", 74)
    #expect(try files() == ["truth.csv"])
  }
}
