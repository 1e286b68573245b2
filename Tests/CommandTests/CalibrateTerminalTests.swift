import Foundation
import Recording
import TestSupport
import Testing

/// The real program at a terminal, with a simulated person.
@Suite struct CalibrateTerminalTests {
  private static let titles = [
    "Quiet standing", "Squeeze test", "Glute maximum, lying", "Glute maximum, standing", "Hamstring maximum, lying",
    "Posture comparison", "Running stretch", "Easy run", "Glute run",
  ]

  private let folder: TemporaryFolder
  private var output: String { folder.path + "/cal" }

  init() throws {
    folder = try TemporaryFolder()
    let made = try GlutecueProcess.run(
      ["simulate", "--calibration", "--seed", "7", "--output", folder.path + "/me.wav"])
    #expect(made.exitCode == 0, "\(made.standardError)")
  }

  private func start() throws -> PseudoTerminal {
    try PseudoTerminal(
      GlutecueProcess.executable,
      ["calibrate", "--input", "wav:" + folder.path + "/me.wav", "--pace", "none", "--output", output])
  }

  private func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: output + "/" + name) }

  @Test func aWholeCalibrationEndsWithAProfile() throws {
    let terminal = try start()
    for (index, title) in Self.titles.enumerated() {
      try terminal.wait(for: "Step \(index + 1) of 9: \(title)")
      try terminal.wait(for: "Enter: begin")
      terminal.press("\n")
      try terminal.wait(for: "  done")
    }
    #expect(try terminal.waitForEnd() == 0, "\(terminal.screen.suffix(500))")
    #expect(terminal.screen.contains("glute █"), "there are live bars")
    #expect(terminal.screen.contains("Written: \(output)/profile.json"))
    #expect(exists("profile.json") && !exists("progress.json"))
  }

  /// Killed in the middle of a step, it goes on with every finished step.
  @Test func killedInTheMiddleItGoesOn() throws {
    let first = try start()
    for index in 0..<4 {
      try first.wait(for: "Step \(index + 1) of 9")
      try first.wait(for: "Enter: begin")
      first.press("\n")
    }
    try first.wait(for: "Step 5 of 9")
    try first.wait(for: "Enter: begin")
    first.killAtOnce()
    #expect(exists("progress.json") && !exists("profile.json"))

    // somebody else's steps do not go into it
    let other = try GlutecueProcess.run(
      ["calibrate", folder.path + "/me.wav", "--pace", "none", "--output", output, "--person", "P09"])
    #expect(other.exitCode == 65 && exists("progress.json") && !exists("profile.json"))
    #expect(
      other.standardError.contains(
        "P09, as now requested. Start over with --force, or choose another folder with --output"),
      "\(other.standardError)")

    let second = try start()
    try second.wait(for: "Continuing \(output): 4 of 9 steps are done.")
    for (index, title) in Self.titles.enumerated().dropFirst(4) {
      try second.wait(for: "Step \(index + 1) of 9: \(title)")
      try second.wait(for: "Enter: begin")
      second.press("\n")
      try second.wait(for: "  done")
    }
    #expect(try second.waitForEnd() == 0, "\(second.screen.suffix(500))")
    let profile = try String(contentsOfFile: output + "/profile.json", encoding: .utf8)
    for step in ["glute-prone", "glute-standing", "hamstring-prone"] { #expect(profile.contains("\"\(step)\"")) }
    #expect(!exists("progress.json"))
  }

  @Test func stepsCanBeSkippedAndLeft() throws {
    let terminal = try start()
    try terminal.wait(for: "Step 1 of 9")
    try terminal.wait(for: "Enter: begin")
    terminal.press("s")
    try terminal.wait(for: "skipped")
    try terminal.wait(for: "Step 2 of 9")
    terminal.press("q")
    #expect(try terminal.waitForEnd() == 130)
    #expect(terminal.screen.contains("Stopped with 1 of 9 steps. The same command continues from there."))
  }

  @Test func withoutATerminalTheStepsFollowEachOther() throws {
    let arguments = [
      "calibrate", "--input", "wav:" + folder.path + "/me.wav", "--pace", "none", "--output", output, "--tone",
      "wav:" + folder.path + "/tones.wav",
    ]
    let result = try GlutecueProcess.run(arguments)
    #expect(result.exitCode == 0 && result.standardError.isEmpty, "\(result.standardError)")
    #expect(!result.standardOutput.contains("Enter: begin"))
    for word in ["measured", "does not prove"] { #expect(result.standardOutput.contains(word)) }
    for word in ["you have", "You have", "diagnos"] { #expect(!result.standardOutput.contains(word)) }
    try expectStartTones(folder.path + "/tones.wav")
    let again = try GlutecueProcess.run(arguments)
    #expect(again.exitCode == 73, "a profile is not overwritten")
  }

  /// Silence before, the tone from the very frame of the trial's start on (its ramp begins below one step of 16 bits); the person hears it for half a second.
  private func expectStartTones(_ path: String) throws {
    let reader = try RecordingReader(path: path)
    var samples = [Int16](repeating: 0, count: reader.frameCount)
    let read = try samples.withUnsafeMutableBufferPointer { try reader.read(into: $0) }
    let rate = Int(reader.sampleRate.value)
    let timeline = try String(contentsOfFile: folder.path + "/me.steps.csv", encoding: .utf8)
    let starts = timeline.split(separator: "\n").dropFirst().compactMap {
      Double($0.split(separator: ",", omittingEmptySubsequences: false)[2])
    }
    #expect(starts.count == 25 && read == reader.frameCount)
    for start in starts {
      let first = Int(start * 2000) * (rate / 2000)
      #expect(samples[first - rate / 2..<first].allSatisfy { $0 == 0 }, "\(start)")
      #expect(
        samples[first..<first + rate / 500].contains { $0 != 0 }
          && samples[first..<first + rate / 2].contains { $0 > 10_000 }, "\(start)")
    }
  }

  @Test func aProfileMakesLiveJudgeAtOnceAndAnalyzeTellPercentOfMaximum() throws {
    let me = "wav:" + folder.path + "/me.wav"
    #expect(try GlutecueProcess.run(["calibrate", "--input", me, "--pace", "none", "--output", output]).exitCode == 0)
    let run = folder.path + "/run.wav"
    let course = "stand 5, run 30 @84"
    #expect(
      try GlutecueProcess.run(
        ["simulate", "--output", run, "--runner", "person:7", "--seed", "9", "--course", course]
      ).exitCode == 0)
    let profile = ["--profile", output + "/profile.json"]
    let live = try GlutecueProcess.run(
      ["live", "--input", "wav:" + run, "--pace", "none", "--output", folder.path + "/session"] + profile)
    #expect(live.exitCode == 0, "\(live.standardError)")
    let table = try String(contentsOfFile: folder.path + "/session/strides.csv", encoding: .utf8)
    #expect(table.split(separator: "\n")[1].contains(",firing,"), "the very first stride is judged")
    #expect(!table.contains("baseline"))
    let analysis = try GlutecueProcess.run(["analyze", run] + profile)
    #expect(analysis.standardOutput.contains("of the maximal contraction in the profile."))
    #expect(analysis.standardOutput.contains("strides of easy running in the profile profile.json of "))
  }

  @Test func aProfileThatIsNotThereIsSaid() throws {
    let result = try GlutecueProcess.run(["analyze", folder.path + "/me.wav", "--profile", "no.json"])
    #expect(result.exitCode == 66 && result.standardError == "glutecue: no.json: there is no such file.\n")
  }
}
