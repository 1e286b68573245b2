import Foundation
import TestSupport
import Testing

/// A person who ran on a treadmill: a profile from twenty seconds of the run, and the run judged by it from its start.
@Suite struct ProfileOnARealRunTests {
  /// Biceps femoris, semitendinosus.
  @Test(.needsRealRecordings, arguments: [2, 3])
  func theSecondContactIsJudged(hamstring: Int) throws {
    let first = try firstStride(RealRecordings.path("run-p0001.wav"), hamstring: hamstring)
    // touchdowns at 0.392 and 1.134 s; the truth has steps of 8 ms
    #expect(abs((Double(first[1]) ?? 0) - 1.134) < 0.03, "\(first[1])")
    #expect(first[15] == "firing")
  }

  /// The first comes 0.26 s after the start, too early for a stride before it.
  @Test func theThirdContactOfASampleIsJudged() throws {
    let first = try firstStride(Samples.path("healthy.wav"), hamstring: 2)
    let truth = try StrideTableFile(Samples.path("healthy.truth.csv")).rows.map { $0.number("contact_s") }
    #expect(abs((Double(first[1]) ?? 0) - truth[2]) < 0.03, "\(first[1])")
    #expect(first[15] == "firing")
  }

  /// The fields of the first stride of a session with a profile of the same run.
  private func firstStride(_ path: String, hamstring: Int) throws -> [String] {
    let folder = try TemporaryFolder()
    let plan = try folder.file(
      "run.yaml",
      "version: 1\nname: Run\nsteps:\n  - id: run\n    kind: run\n    title: Run\n    instruction: Run.\n    seconds: 20\n"
    )
    let timeline = try folder.file("run.csv", "step,condition,start_s,end_s\nrun,,0.5,20.5\n")
    let map = ["--map", "glute=1,hamstring=\(hamstring)"]
    let run = "wav:" + path
    let calibration = try GlutecueProcess.run(
      [
        "calibrate", "--input", run, "--pace", "none", "--protocol", plan, "--timeline", timeline, "--output",
        folder.path + "/cal",
      ] + map)
    #expect(calibration.exitCode == 0, "\(calibration.standardError)")
    let live = try GlutecueProcess.run(
      [
        "live", "--input", run, "--pace", "none", "--profile", folder.path + "/cal/profile.json", "--output",
        folder.path + "/session",
      ] + map)
    #expect(live.exitCode == 0, "\(live.standardError)")
    #expect(!live.standardOutput.contains("beep") && !live.standardOutput.contains("Profile:"))
    return try folder.text("session/strides.csv")
      .split(separator: "\n")[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }
}
