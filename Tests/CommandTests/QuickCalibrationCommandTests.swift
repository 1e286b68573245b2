import Foundation
import TestSupport
import Testing

/// `calibrate --quick` as a person uses it: what it proves, what it refuses, and what the next run makes of it.
@Suite struct QuickCalibrationCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try glutecue("simulate", "--calibration", "--seed", "7", "--output", "me.wav")
    try glutecue("calibrate", "--input", "wav:me.wav", "--pace", "none", "--output", "calibration")
  }

  @discardableResult
  private func glutecue(_ arguments: String..., exitCode: Int32 = 0) throws -> GlutecueProcess.Result {
    let result = try GlutecueProcess.run(arguments, in: folder.path)
    #expect(result.exitCode == exitCode, "\(arguments): \(result.standardError)")
    return result
  }

  private func quick(_ more: String..., fault: String? = nil, exitCode: Int32 = 0) throws -> GlutecueProcess.Result {
    let fault = fault.map { ["--calibration-fault", $0] } ?? []
    let made = try GlutecueProcess.run(
      ["simulate", "--quick", "--seed", "7", "--day", "3", "--output", "start.wav", "--force"] + fault, in: folder.path)
    #expect(made.exitCode == 0, "\(made.standardError)")
    let result = try GlutecueProcess.run(
      ["calibrate", "--quick", "--input", "wav:start.wav", "--pace", "none"] + more, in: folder.path)
    #expect(result.exitCode == exitCode, "\(result.standardError)")
    return result
  }

  private func object(_ path: String) throws -> [String: Any] {
    let parsed = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: folder[path])))
    return try #require(parsed as? [String: Any])
  }

  @Test func theProfileIsScaledAndKeepsItsCalibration() throws {
    var before = try object("calibration/profile.json")
    let told = try quick("--profile", "calibration/profile.json").standardOutput
    let answers =
      /Each electrode answers to its own muscle: glute \d+(\.\d)? µV, \d+ times its rest; hamstring \d+(\.\d)? µV, \d+ times its rest\.\n/
    #expect(told.contains(answers), "\(told)")
    let factors =
      /Against the calibration of \d{4}-\d\d-\d\d these electrodes give: glute \d+ %, hamstring \d+ %\. The profile is scaled by that\. Squeezes repeat to about 15 % from day to day, so that levels are known to about ± 25 %\.\nWritten: calibration\/profile\.json\n/
    #expect(told.contains(factors), "\(told)")
    var after = try object("calibration/profile.json")
    #expect(after["today"] != nil)
    (before["today"], after["today"]) = (nil, nil)
    #expect(NSDictionary(dictionary: before) == NSDictionary(dictionary: after), "all else is the calibration's")
  }

  @Test func withAFolderTheProfileItselfStays() throws {
    let before = try folder.bytes("calibration/profile.json")
    _ = try quick("--profile", "calibration/profile.json", "--output", "today")
    #expect(try folder.bytes("calibration/profile.json") == before)
    #expect(try object("today/profile.json")["today"] != nil)
    let again = try quick("--profile", "calibration/profile.json", "--output", "today", exitCode: 73)
    #expect(again.standardError.contains("today/profile.json"))
  }

  @Test func withoutAProfileItTellsWhatItCannot() throws {
    let told = try quick().standardOutput
    #expect(told.contains("Each electrode answers to its own muscle: "))
    #expect(
      told.hasSuffix(
        "There is no profile to compare with: this proves the electrodes and their order, but not the level, so whether the "
          + "glute gives what it should is unknown. glutecue calibrate makes a profile.\n"), "\(told)")
  }

  @Test(arguments: [
    (
      "swapped",
      "Glute and hamstring are swapped: each channel answers to the other muscle. Swap the two plugs, or their "
        + "numbers in --map."
    ),
    (
      "loose",
      "glute: too much interference; an electrode may be loose. Press the electrodes on, tape the "
        + "cables down, and check the reference electrode."
    ),
    ("dead", "hamstring: no muscle signal at all. Check the cable and that the amplifier is on."),
    (
      "idle",
      "Neither muscle answered to any of the contractions. Contract from the start tone to the stop tone; if you did, "
        + "check the reference electrode, the cables and that the amplifier is on."
    ),
  ])
  func whatIsWrongIsRefusedAndScalesNothing(fault: String, words: String) throws {
    let before = try folder.bytes("calibration/profile.json")
    let result = try quick("--profile", "calibration/profile.json", fault: fault, exitCode: 3)
    #expect(
      result.standardError
        == "glutecue: The electrodes or the map are wrong: \(words) Nothing was scaled.\n")
    #expect(try folder.bytes("calibration/profile.json") == before)
  }

  @Test func aProfileOfAnEarlierProgramCannotBeScaled() throws {
    let text = try String(contentsOfFile: folder["calibration/profile.json"], encoding: .utf8)
    let bare = text.replacing(#/  "squeezes" : \[[^\]]*\],\n/#, with: "")
    #expect(bare != text)
    _ = try folder.file("old.json", bare)
    let told = try quick("--profile", "old.json").standardOutput
    #expect(told.contains("holds no squeezes to compare with, because an earlier version made it"))
    #expect(try folder.bytes("old.json") == Array(bare.utf8))
  }

  /// Runs of the same day: judged by the squeezes, without them, and a replay of the session.
  @Test func theRunOfTheDayIsJudgedByIt() throws {
    _ = try quick("--profile", "calibration/profile.json")
    try glutecue(
      "simulate", "--runner", "person:7", "--seed", "3", "--day", "3", "--weak", "1-60:0.3", "--duration", "60",
      "--output", "run.wav")
    let told = try glutecue(
      "live", "--input", "wav:run.wav", "--pace", "none", "--profile", "calibration/profile.json", "--output",
      "session",
      "--no-history"
    ).standardOutput
    #expect(
      told.contains(
        /Note: Profile: the glute has worked at \d+ % of its easy run from the first strides on, as far as today's squeezes tell \(to about ± 25 %\)\. Strides are judged against the easy run\.\n/
      ), "\(told)")
    #expect(
      told.contains("in the profile profile.json of ") && told.contains(", scaled to today by squeezes, in windows"))
    let cues = try StrideTableFile(folder["session/cues.csv"]).rows
    #expect(cues.count { $0["kind"] == "silent" || $0["kind"] == "weak" } > 10)
    // the session keeps the scaled profile, so that a replay needs nothing else
    try FileManager.default.removeItem(atPath: folder["calibration"])
    try glutecue(
      "live", "--input", "wav:session/recording.wav", "--config", "session/settings.yaml", "--pace", "none", "--output",
      "again", "--no-history")
    for name in ["strides.csv", "cues.csv", "profile.json"] {
      #expect(try folder.bytes("again/" + name) == folder.bytes("session/" + name), "\(name)")
    }
    let other = try glutecue(
      "live", "--input", "wav:run.wav", "--pace", "none", "--profile", "session/profile.json", "--electrodes", "new",
      "--output", "other", "--no-history"
    ).standardOutput
    #expect(
      other.contains(
        "Note: Profile: its electrodes have been applied again since, so that only the timing is the profile's. Levels are "
          + "those of this session's first good strides: a glute that was off from the start would not show. To find out, "
          + "take fifteen seconds before a run: glutecue calibrate --quick.\n"), "\(other)")
  }
}
