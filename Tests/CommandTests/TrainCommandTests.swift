import Foundation
import TestSupport
import Testing

/// A programme from the calibration to the test without feedback, as a runner goes through it.
@Suite struct TrainCommandTests {
  private let folder: TemporaryFolder
  private let example = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Calibration/profile.example.json").standardizedFileURL.path

  init() throws { folder = try TemporaryFolder() }

  @discardableResult
  private func run(_ arguments: [String], exitCode: Int32 = 0) throws -> GlutecueProcess.Result {
    let result = try GlutecueProcess.run(
      arguments, environment: ["XDG_DATA_HOME": folder["data"], "TZ": "UTC"], in: folder.path)
    #expect(result.exitCode == exitCode, "\(arguments): \(result.standardError)")
    return result
  }

  private func object(_ path: String) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: folder[path]))) as? [String: Any])
  }

  /// Lets a simulated recording have been made at a time.
  private func date(_ name: String, _ moment: String) throws {
    var sidecar = try object("\(name).json")
    sidecar["started"] = moment
    try JSONSerialization.data(withJSONObject: sidecar).write(to: URL(filePath: folder["\(name).json"]))
  }

  private static let programme = """
    version: 1
    name: Short
    every-days: 2
    aim: start+20%
    policy: every
    reminder: Push off.
    sessions:
      - {minutes: 1, feedback: 100%, note: Run easily.}
      - {minutes: 1, feedback: 100%}
      - {minutes: 1, feedback: 100%}
      - {minutes: 1, feedback: 100%}
      - {minutes: 1, feedback: 80%}
      - {minutes: 1, feedback: 60%}
      - {minutes: 1, feedback: 40%}
      - {minutes: 1, feedback: 30%}
    retention:
      - {after-days: 7, minutes: 1}
    """

  /// Another day: electrodes put on anew, the fifteen seconds, and 34 s of running with the glute at a part of what is usual.
  private func makeDay(_ day: Int, glute: Double) throws {
    let date = String(format: "2026-03-%02d", day)
    let electrodes = ["--day", "\(day)", "--force", "--output"]
    try run(["simulate", "--quick", "--seed", "7"] + electrodes + ["start.wav"])
    try self.date("start", "\(date)T17:50:00Z")
    try run([
      "calibrate", "--quick", "--input", "wav:start.wav", "--pace", "none", "--profile", "calibration/profile.json",
    ])
    try run(
      [
        "simulate", "--runner", "person:7", "--weak", "1-90:\(glute)", "--duration", "34", "--seed", "\(day)",
      ] + electrodes + ["run.wav"])
    try self.date("run", "\(date)T18:00:00Z")
  }

  private func train(_ more: String..., exitCode: Int32 = 0) throws -> GlutecueProcess.Result {
    try run(
      [
        "train", "--programme", "short.yaml", "--profile", "calibration/profile.json", "--person", "P07", "--input",
        "wav:run.wav", "--pace", "none",
      ] + more, exitCode: exitCode)
  }

  private func cues(_ session: String) throws -> [Substring] {
    String(decoding: try folder.bytes("\(session)/cues.csv"), as: UTF8.self).split(separator: "\n").dropFirst()
      .filter { !$0.contains(",fault,") }
  }

  @Test func theChronicRunnerTrainsEightSessionsAndATest() throws {
    _ = try folder.file("short.yaml", Self.programme)
    try run(["simulate", "--calibration", "--weak", "--output", "me.wav", "--seed", "7"])
    try date("me", "2026-03-01T18:00:00Z")
    let found = try run(["calibrate", "--input", "wav:me.wav", "--pace", "none"]).standardOutput
    #expect(found.contains(", glutecue train --input run.wav --profile calibration/profile.json"), "\(found)")
    for session in 1...8 {
      try makeDay(2 * session, glute: 0.22 + 0.015 * Double(session))
      let told = try train("--output", "s\(session)").standardOutput
      #expect(!told.contains("--aim "), "the programme sets it")
      #expect(told.hasPrefix("Short, P07: session \(session) of 9.\n1 minute, aim maximum:"), "\(told)")
      if session == 1 {
        #expect(told.contains(", 20 % above your easy run ("))
        #expect(told.contains("\nRun easily.\nThink of this: Push off.\n"))
      }
      if session == 8 {
        #expect(
          told.contains(
            "You hear how you are doing in the first 18 s of each minute; in the rest you hear only faults."))
        #expect(told.contains("\nSince the first session: the glute works at "), "\(told)")
        #expect(
          told.contains("\nNext: session 9 of 9, a test without feedback, 1 minute, from 2026-03-23: glutecue train "),
          "\(told)")
      }
    }
    let programme = try #require(try object("s8/summary.json")["programme"] as? [String: Any])
    #expect(programme["name"] as? String == "Short" && programme["session"] as? Int == 8)
    #expect(programme["sessions"] as? Int == 9 && programme["feedback"] as? Double == 0.3)

    // what was to be heard in the first 18 s only was heard there only, and is so again
    let heard = try (1...8).map { try cues("s\($0)").compactMap { Double($0.split(separator: ",")[0]) } }
    #expect(heard[0].contains { $0 > 24 } && heard[6].contains { $0 < 24 } && heard[7].contains { $0 < 18 }, "\(heard)")
    #expect(heard[6].allSatisfy { $0 < 24 } && heard[7].allSatisfy { $0 < 18 }, "\(heard)")
    let aim = try #require((try object("s7/summary.json")["legs"] as? [[String: Any]])?.first?["aim"] as? [String: Any])
    let quiet = try #require(aim["quiet_judged_strides"] as? Int)
    #expect(quiet > 8 && quiet < aim["judged_strides"] as? Int ?? 0)
    #expect((aim["quiet_met_strides"] as? Int).map { $0 < quiet } == true, "some were missed in silence")
    try run([
      "live", "--input", "wav:s8/recording.wav", "--config", "s8/settings.yaml", "--pace", "none", "--no-history",
      "--output", "again",
    ])
    for name in ["cues.csv", "strides.csv"] {
      #expect(try folder.bytes("again/\(name)") == folder.bytes("s8/\(name)"), "\(name)")
    }

    try makeDay(22, glute: 0.55)
    let early = try train("--output", "early", exitCode: 64)
    #expect(
      early.standardError.hasPrefix(
        "glutecue: The sessions of training are done; next is session 9 of 9, a test without feedback, from 2026-03-23. To run it "
          + "today anyway: glutecue train --programme short.yaml --input run.wav --profile calibration/profile.json --person P07 "
          + "--session 9\n"), "\(early.standardError)")
    try makeDay(24, glute: 0.55)
    let test = try train("--output", "test").standardOutput
    #expect(test.contains("You hear only faults; strides are still judged."))
    #expect(test.contains(" of strides met the aim without feedback. "), "\(test)")
    #expect(test.contains("\nThe programme is complete. To start over: glutecue train "))
    #expect(try cues("test").isEmpty)

    let trend = try run(["history", "--format", "json", "--person", "P07"]).standardOutput
    let parsed = try #require(try JSONSerialization.jsonObject(with: Data(trend.utf8)) as? [String: Any])
    let sessions = try #require(parsed["sessions"] as? [[String: Any]])
    let marks = sessions.compactMap { $0["programme"] as? [String: Any] }
    #expect(marks.compactMap { $0["session"] as? Int } == Array(1...9))
    #expect(marks.last?["feedback"] as? Double == 0)
    let status = try run([
      "train", "--status", "--programme", "short.yaml", "--person", "P07", "--profile", "calibration/profile.json",
    ]).standardOutput
    #expect(status.hasPrefix("Short, P07: 8 sessions, 1 test; 9 runs are done.\n"), "\(status)")
    #expect(status.split(separator: "\n").count == 12)
    let json = try run([
      "train", "--status", "--format", "json", "--programme", "short.yaml", "--person", "P07", "--profile",
      "calibration/profile.json",
    ]).standardOutput
    let told = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(told["programme"] as? String == "Short" && told["person"] as? String == "P07" && told["next"] == nil)
    #expect(told["sessions"] as? Int == 8 && told["tests"] as? Int == 1)
    let done = try #require(told["done"] as? [[String: Any]])
    #expect(done.compactMap { $0["session"] as? Int } == Array(1...9) && done.first?["date"] as? String == "2026-03-02")
    #expect((done[6]["legs"] as? [[String: Any]])?.first?["quiet_judged_strides"] as? Int == quiet)
    #expect((told["command"] as? String)?.hasSuffix(" --session 1") == true)
  }

  @Test func withoutAProfileItSaysHowToMakeOne() throws {
    let result = try run(["train", "--input", "alsa:hw:1"], exitCode: 64)
    #expect(
      result.standardError
        == "glutecue: A programme needs the profile of a calibration, because the aim starts at what you do now. Make one with: "
        + "glutecue calibrate --input alsa:hw:1 --map glute=1,hamstring=2 Then come back with --profile "
        + "calibration/profile.json.\n")
  }

  @Test func dryRunTellsTodayAndStatusTellsTheNext() throws {
    let dry = try run(["train", "--dry-run", "--profile", example]).standardOutput
    #expect(dry.hasPrefix("GluteCue eight sessions: session 1 of 11.\n15 minutes, aim maximum:"), "\(dry)")
    #expect(
      dry.contains(" of your maximum). You hear how you are doing all the time.\nRun easily, as in the calibration."))
    let fifth = try run(["train", "--dry-run", "--profile", example, "--session", "5"]).standardOutput
    #expect(fifth.contains("in the first 48 s of each minute"))
    let status = try run(["train", "--status"]).standardOutput
    #expect(
      status
        == "GluteCue eight sessions: 8 sessions, 3 tests; nothing done yet.\nNext: session 1 of 11, 15 minutes, "
        + "feedback in 100 % of each minute: glutecue train --input alsa:hw:1\n")
    #expect(!FileManager.default.fileExists(atPath: folder["data"]), "looking makes nothing")
  }

  @Test func whatDoesNotFitIsRefused() throws {
    #expect(
      try run(["train", "--dry-run", "--profile", example, "--session", "12"], exitCode: 64).standardError
        == "glutecue: --session 12 is not in the programme GluteCue eight sessions. Expected: 1 to 11.\n")
    #expect(
      try run(["train", "--profile", example], exitCode: 64).standardError.contains("--input is missing"))
    _ = try folder.file("bad.yaml", "version: 1\nname: A\nsessions:\n  - minute: 5\n")
    #expect(
      try run(["train", "--programme", "bad.yaml", "--status"], exitCode: 64).standardError.hasPrefix(
        "glutecue: bad.yaml:4: unknown key “minute” in a session. Did you mean minutes?"))
    #expect(
      try run(["train", "--programme", "none.yaml", "--status"], exitCode: 66).standardError.contains("none.yaml"))
  }

  @Test func pitchHasNoPauses() throws {
    _ = try Samples.copy("glute-stops", to: folder, as: "run")
    let live = ["live", "--input", "wav:run.wav", "--pace", "none", "--cue-policy", "pitch", "--feedback-share"]
    #expect(
      try run(live + ["0.5"], exitCode: 64).standardError
        == "glutecue: The policy pitch sounds all the time and cannot be combined with a feedback share of 0.5. Expected: 0, 1, or "
        + "another policy.\n")
    try run(live + ["0", "--tone", "wav:tone.wav"])
    let tone = try folder.bytes("tone.wav").dropFirst(1024)
    #expect(tone.allSatisfy { $0 == 0 }, "silence")
  }
}
