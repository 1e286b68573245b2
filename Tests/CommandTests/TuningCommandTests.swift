import Foundation
import TestSupport
import Testing

/// The thresholds of the core, printed, written as a page, and set for a trial.
@Suite struct TuningCommandTests {
  @Test func thePageIsWhatTheProgramWrites() throws {
    let folder = try TemporaryFolder()
    let made = try GlutecueProcess.run(["config", "--tuning", "--write", folder["thresholds.md"]], in: folder.path)
    #expect(made.exitCode == 0 && made.standardError == "")
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appendingPathComponent("docs/thresholds.md"), encoding: .utf8)
    #expect(
      try String(contentsOfFile: folder["thresholds.md"], encoding: .utf8) == page,
      "make it anew: glutecue config --tuning --write docs/thresholds.md --force")
  }

  @Test func everyThresholdHasAReasonAndASource() throws {
    let result = try GlutecueProcess.run(["config", "--tuning", "--format", "json"])
    let entries = try #require(
      try JSONSerialization.jsonObject(with: Data(result.standardOutput.utf8)) as? [[String: Any]])
    #expect(entries.count > 60)
    for entry in entries {
      let value = try #require(entry["value"] as? Double)
      let lowest = try #require(entry["lowest"] as? Double)
      let highest = try #require(entry["highest"] as? Double)
      #expect(value >= lowest && value <= highest, "\(entry)")
      #expect((entry["reason"] as? String ?? "").count > 10 && (entry["source"] as? String ?? "").count > 3, "\(entry)")
    }
  }

  @Test func anotherThresholdIsToldInTheSummary() throws {
    let folder = try TemporaryFolder()
    let result = try GlutecueProcess.run(
      ["analyze", Samples.path("healthy.wav"), "--threshold", "decision.sum-limit=7", "--format", "json"],
      in: folder.path)
    #expect(result.exitCode == 0)
    let summary = try #require(
      try JSONSerialization.jsonObject(with: Data(result.standardOutput.utf8)) as? [String: Any])
    let settings = try #require(summary["settings"] as? [String: Any])
    #expect(settings["thresholds"] as? [String: Double] == ["decision.sum-limit": 7])
  }

  @Test(arguments: [
    (
      "decision.sum-limit",
      "--threshold decision.sum-limit is not a threshold. Expected: NAME=NUMBER, as decision.slowing-above=1.2."
    ),
    ("decision.none=1", "There is no threshold “decision.none”. `glutecue config --tuning` lists them all."),
    ("decision.sum-limit=99", "Threshold decision.sum-limit is 99.0. Expected: 1.0 to 20.0 (standard deviations)."),
  ])
  func whatIsNoThresholdIsRefused(given: String, message: String) throws {
    let folder = try TemporaryFolder()
    try expectRefusal(
      ["analyze", Samples.path("healthy.wav"), "--threshold", given], in: folder, message, exitCode: 64)
  }
}
