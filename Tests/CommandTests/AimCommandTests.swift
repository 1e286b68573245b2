import Foundation
import TestSupport
import Testing

/// A runner whose glute has done little for a year: calibrates, learns the finding, and runs with an aim.
@Suite struct AimCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @discardableResult
  private func run(_ arguments: [String], exitCode: Int32 = 0) throws -> GlutecueProcess.Result {
    let result = try GlutecueProcess.run(arguments, in: folder.path)
    #expect(result.exitCode == exitCode, "\(arguments): \(result.standardError)")
    return result
  }

  private func legs(_ path: String) throws -> [[String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: folder[path])))
    return try #require((object as? [String: Any])?["legs"] as? [[String: Any]])
  }

  private func profile() throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: folder["calibration/profile.json"])))
        as? [String: Any])
  }

  @Test func theChronicRunnerFindsOutAndTrains() throws {
    try run(["simulate", "--calibration", "--weak", "--output", "me.wav", "--seed", "7"])
    let found = try run(["calibrate", "--input", "wav:me.wav", "--pace", "none"]).standardOutput
    #expect(found.contains("In your easy run your glute works at 5.7 % of what it can, your hamstring at 27 %."))
    #expect(found.contains("so the electrode is not the reason"))
    #expect(found.contains("That is what was measured; it shows no cause."))
    #expect(
      found.contains("Next: glutecue live --input run.wav --profile calibration/profile.json --aim drill:50%"))
    #expect((try profile()["drill"] as? [[String: Any]])?.count == 1)

    try run([
      "simulate", "--runner", "person:7", "--weak", "1-90:0.25", "--duration", "60", "--seed", "3", "--output",
      "run.wav",
    ])
    let live = [
      "live", "--input", "wav:run.wav", "--profile", "calibration/profile.json", "--pace", "none", "--no-history",
    ]
    let low = "dB below the hamstring's; in 14 people"
    let trained = try run(live + ["--aim", "drill:50%", "--output", "trained"]).standardOutput
    // a maximum is known, so that nobody is told that the electrode may be the reason
    #expect(trained.contains("Against your maximum, the glute worked at ") && !trained.contains(low))
    #expect(try run(["analyze", "run.wav"]).standardOutput.contains(low))
    let aim = try #require(try legs("trained/summary.json")[0]["aim"] as? [String: Any])
    #expect(aim["kind"] as? String == "drill" && aim["value"] as? Double == 0.5)
    #expect(aim["judged_strides"] as? Int ?? 0 > 70 && aim["met_strides"] as? Int ?? 99 < 5)
    let table = String(decoding: try folder.bytes("trained/strides.csv"), as: UTF8.self).split(separator: "\n")
    #expect(table[0].hasSuffix(",glute_of_maximum,hamstring_of_maximum,maximum_share,aim,aim_met"))
    #expect(table.dropFirst().filter { $0.hasSuffix(",false") }.count > 70)
    let cues = String(decoding: try folder.bytes("trained/cues.csv"), as: UTF8.self).split(separator: "\n").dropFirst()
    #expect((15...30).contains(cues.count { $0.contains(",below,") }), "faded by itself: \(cues.count)")

    // the session's own recording and settings give the same cues again, and its profile stays as it was
    try run([
      "live", "--input", "wav:trained/recording.wav", "--config", "trained/settings.yaml", "--pace", "none",
      "--no-history", "--output", "again",
    ])
    for name in ["cues.csv", "strides.csv"] {
      #expect(try folder.bytes("again/\(name)") == folder.bytes("trained/\(name)"), "\(name)")
    }
  }

  /// `grow` lives in the profile: live writes it back, analyze and a replay do not.
  @Test func theAimThatGrowsIsKept() throws {
    try run(["simulate", "--calibration", "--output", "me.wav", "--seed", "7"])
    try run(["calibrate", "--input", "wav:me.wav", "--pace", "none"])
    try run(["simulate", "--runner", "person:7", "--duration", "60", "--seed", "3", "--output", "run.wav"])
    let before = try folder.bytes("calibration/profile.json")
    try run(["analyze", "run.wav", "--profile", "calibration/profile.json", "--aim", "grow"])
    #expect(try folder.bytes("calibration/profile.json") == before)
    let said = try run([
      "live", "--input", "wav:run.wav", "--profile", "calibration/profile.json", "--aim", "grow", "--pace", "none",
      "--no-history", "--output", "grown",
    ]).standardOutput
    #expect(said.contains("\nAim: the next run begins at "))
    let level = try #require(((try profile()["runs"]) as? [[String: Any]])?.first?["aim_level"] as? Double)
    let aim = try #require(try legs("grown/summary.json")[0]["aim"] as? [String: Any])
    #expect(level == aim["next_level"] as? Double && (0.1...0.4).contains(level))
    let kept = try folder.bytes("grown/profile.json")
    let again = try run([
      "live", "--input", "wav:grown/recording.wav", "--config", "grown/settings.yaml", "--pace", "none", "--no-history",
      "--output", "again",
    ]).standardOutput
    #expect(again.contains("Aim: not kept, because "))
    #expect(try folder.bytes("grown/profile.json") == kept)
    #expect(try folder.bytes("again/cues.csv") == folder.bytes("grown/cues.csv"))
  }

  @Test func theOtherLegIsAnAim() throws {
    try run([
      "simulate", "--map", "left-glute=1,left-hamstring=2,right-glute=3,right-hamstring=4", "--duration", "60",
      "--weak", "left:1-200:0.4", "--output", "both.wav",
    ])
    try run(["analyze", "both.wav", "--aim", "other-leg:80%", "--output", "both", "--against", "other-leg"])
    let legs = try legs("both/summary.json")
    let met = legs.map { leg -> Double in
      let aim = leg["aim"] as? [String: Any]
      return (aim?["met_strides"] as? Double ?? 0) / max(1, aim?["judged_strides"] as? Double ?? 0)
    }
    #expect(met[0] < 0.2 && met[1] > 0.9, "\(met)")
    #expect(legs.allSatisfy { $0["against"] as? String == "other-leg" })
  }

  @Test(arguments: [
    ("maximum:15%", "The aim maximum:15% needs a profile. `glutecue calibrate` makes one; then give it with"),
    ("drill:50%", "The aim drill:50% needs a profile."), ("grow", "The aim grow needs a profile."),
    ("other-leg:80%", "The aim other-leg:80% needs two legs, but one is recorded."),
    ("share:200%", "--aim share:200%: The aim share has “200%”. Expected: a percentage from 1% to 95%"),
  ])
  func whatIsMissingIsSaid(aim: String, words: String) throws {
    try run(["simulate", "--duration", "5", "--output", "run.wav"])
    let result = try run(["analyze", "run.wav", "--aim", aim], exitCode: 64)
    #expect(result.standardError.contains(words), "\(result.standardError)")
  }

  /// A glute that never fires: the run is a finding, and the maximum alone is enough for an aim.
  @Test func theSilentRunnerIsAFinding() throws {
    try run(["simulate", "--calibration", "--silent", "--output", "me.wav", "--seed", "7"])
    let found = try run(["calibrate", "--input", "wav:me.wav", "--pace", "none"], exitCode: 3)
    #expect(found.standardError.contains("glute: it did not rise above its resting level in "))
    #expect(found.standardError.contains("That is a finding, not a fault of the protocol"))
    try run([
      "simulate", "--runner", "person:7", "--silent", "1-200", "--duration", "120", "--seed", "3", "--output",
      "run.wav",
    ])
    try run([
      "live", "--input", "wav:run.wav", "--profile", "calibration/profile.json", "--aim", "maximum:10%", "--pace",
      "none",
      "--no-history", "--output", "silent",
    ])
    let cues = String(decoding: try folder.bytes("silent/cues.csv"), as: UTF8.self).split(separator: "\n").dropFirst()
    #expect((20...40).contains(cues.count { $0.contains(",silent,") }), "\(cues.count) in two minutes")
    let aim = try #require(try legs("silent/summary.json")[0]["aim"] as? [String: Any])
    #expect(aim["met_strides"] as? Int == 0 && aim["judged_strides"] as? Int ?? 0 > 140)
  }
}
