import Foundation
import TestSupport
import Testing

/// A session keeps the profile that it was judged by, so that it can be repeated when the profile has moved.
@Suite struct SessionProfileTests {
  @Test func aReplayNeedsNothingOutsideTheFolder() throws {
    let folder = try TemporaryFolder()
    _ = try Samples.copy("glute-stops", to: folder, as: "run")
    let calibrated = try GlutecueProcess.run(
      ["simulate", "--calibration", "--output", "me.wav"], in: folder.path)
    #expect(calibrated.exitCode == 0)
    let made = try GlutecueProcess.run(
      ["calibrate", "--input", "wav:me.wav", "--pace", "none", "--output", "calibration"], in: folder.path)
    #expect(made.exitCode == 0)
    let arguments = ["live", "--input", "wav:run.wav", "--pace", "none", "--profile", "calibration/profile.json"]
    #expect(try GlutecueProcess.run(arguments + ["--output", "session"], in: folder.path).exitCode == 0)
    #expect(try folder.bytes("session/profile.json") == folder.bytes("calibration/profile.json"))
    try FileManager.default.removeItem(atPath: folder["calibration"])
    let replay = [
      "live", "--input", "wav:session/recording.wav", "--config", "session/settings.yaml", "--pace", "none",
    ]
    #expect(try GlutecueProcess.run(replay + ["--pace", "none", "--output", "again"], in: folder.path).exitCode == 0)
    for name in ["strides.csv", "cues.csv", "profile.json"] {
      #expect(try folder.bytes("again/" + name) == folder.bytes("session/" + name), "\(name)")
    }
    let cut = try folder.bytes("session/strides.csv")
    try Data(cut[..<(cut.count / 2)]).write(to: URL(filePath: folder["session/strides.csv"]))
    #expect(try GlutecueProcess.run(["repair", "session"], in: folder.path).exitCode == 0)
    #expect(try folder.bytes("session/strides.csv") == cut)
  }
}
