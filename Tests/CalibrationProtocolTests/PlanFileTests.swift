import ConfigurationFiles
import CalibrationProtocol
import EMGUnits
import Foundation
import Recording
import Testing

@Suite struct PlanFileTests {
  private static let standard = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Calibration/standard.yaml").standardizedFileURL.path

  private func message(_ text: String) throws -> String? {
    let path = FileManager.default.temporaryDirectory.appending(path: "plan-\(UUID().uuidString).yaml").path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      _ = try PlanFile(path: path).plan()
      return nil
    } catch .configuration(let error) {
      return error.message.replacing(path, with: "my.yaml")
    } catch .file(let error) {
      return "\(error)"
    }
  }

  private func steps(_ lines: String) -> String { "version: 1\nname: Mine\nsteps:\n" + lines }

  @Test func theFileSaysWhatTheProgramHolds() throws {
    let plan = try PlanFile(path: Self.standard).plan()
    #expect(plan.name == CalibrationPlan.standard.name)
    for (read, held) in zip(plan.steps, CalibrationPlan.standard.steps) { #expect(read == held) }
    #expect(plan.steps.count == CalibrationPlan.standard.steps.count)
    let quick = try PlanFile(path: Self.standard.replacing("standard.yaml", with: "quick.yaml")).plan()
    #expect(quick == CalibrationPlan.quick)
  }

  @Test func aMisspeltKeyIsToldWithItsLine() throws {
    #expect(
      try message(steps("  - id: a\n    kind: rest\n    title: A\n    instruction: B\n    second: 10\n"))
        == "my.yaml:8: unknown key “second” in a step. Did you mean seconds? Known are id, kind, title, instruction, muscle, "
        + "trials, seconds, rest, lead, glute, hamstring, neutral, arched.")
  }

  @Test func aKindThatDoesNotExistIsToldWithItsLine() throws {
    #expect(
      try message(steps("  - id: a\n    kind: jump\n    title: A\n    instruction: B\n"))
        == "my.yaml:5: kind is “jump”, allowed is one of: rest, squeeze, maximum, posture, onset, run, drill.")
  }

  @Test func aNumberOutOfRangeIsToldWithTheLineOfItsStep() throws {
    #expect(
      try message(steps("  - id: a\n    kind: run\n    title: A\n    instruction: B\n    seconds: 5\n"))
        == "my.yaml:4: a: seconds is 5, allowed for run is 20 to 300.")
    #expect(
      try message(steps("  - id: a\n    kind: rest\n    title: A\n    instruction: B\n    trials: many\n"))
        == "my.yaml:8: trials is “many”, it must be a number.")
  }

  @Test func aMaximumWithoutAMuscleAndAStepTwiceAreTold() throws {
    #expect(
      try message(steps("  - id: a\n    kind: maximum\n    title: A\n    instruction: B\n"))
        == "my.yaml:4: a: a maximum needs its muscle, such as muscle: glute.")
    let rest = "  - id: a\n    kind: rest\n    title: A\n    instruction: B\n"
    #expect(try message(steps(rest + rest)) == "my.yaml:8: The id “a” is given twice.")
  }

  @Test func aPostureStepNeedsBothPostures() throws {
    #expect(
      try message(steps("  - id: a\n    kind: posture\n    title: A\n    instruction: B\n    neutral: N\n"))
        == "my.yaml:4: a: a posture needs the key arched: what to do then.")
    #expect(
      try message(steps("  - id: a\n    kind: rest\n    title: A\n    instruction: B\n    neutral: N\n"))
        == "my.yaml:8: the key neutral does not belong to a step of kind rest.")
  }

  @Test func whatIsNoProtocolIsRefused() throws {
    #expect(try message("- a\n") == "my.yaml:1: this is not a protocol. It needs the keys version, name and steps.")
    #expect(
      try message("version: 2\nname: A\nsteps: []\n")
        == "my.yaml:1: version is 2, this GluteCue reads version 1. A newer protocol needs a newer GluteCue.")
    #expect(
      try message("version: 1\nname: A\nsteps: []\n")
        == "my.yaml:3: steps must be a list of steps, each beginning with “- id: …”.")
    #expect(try message("version: 1\nname: [\n")?.hasPrefix("my.yaml:3: this is not YAML: ") == true)
  }

  @Test func twoLegsAreDoneLegByLeg() throws {
    let map = try ChannelMap(parsing: "left-glute=1,left-hamstring=2,right-glute=3,right-hamstring=4")
    let input = CalibrationInput(sampleRate: 2000, channelCount: 4, map: map)
    let ids = CalibrationPlan.standard.steps(for: input).map(\.id)
    #expect(ids.prefix(5) == ["standing", "squeeze-left", "squeeze-right", "glute-prone-left", "glute-prone-right"])
    #expect(ids.suffix(2) == ["easy-run", "drill"])
  }

  @Test func whatIsNotMappedIsLeftOut() throws {
    let input = CalibrationInput(
      sampleRate: 2000, channelCount: 1, map: try ChannelMap(parsing: "glute=1"))
    #expect(
      CalibrationPlan.standard.steps(for: input).map(\.id) == [
        "standing", "glute-prone", "glute-standing", "posture", "easy-run", "drill",
      ])
  }

  @Test func aTimelineRoundTripsAndABadLineIsTold() throws {
    let trials = [
      RecordedTrial(step: "squeeze", condition: "glute", startSeconds: 1.25, endSeconds: 4.25),
      RecordedTrial(step: "easy-run", condition: "", startSeconds: 10, endSeconds: 70.5),
    ]
    let path = FileManager.default.temporaryDirectory.appending(path: "steps-\(UUID().uuidString).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try TimelineFile.text(trials).write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try TimelineFile.trials(path) == trials)
    try (TimelineFile.text(trials) + "run,,9,8\n").write(toFile: path, atomically: true, encoding: .utf8)
    #expect(
      throws: PlanFile.Failure.configuration(
        ConfigurationError(
          "\(path):4: “run,,9,8” is not STEP,CONDITION,START,END with the end in seconds after the start."))
    ) { try TimelineFile.trials(path) }
  }
}
