import Biofeedback
import ConfigurationFiles
import CalibrationProtocol
import EMGUnits
import Foundation
import Recording
import Testing

@Suite struct ProgrammeFileTests {
  private static let standard = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Calibration/programme.yaml").standardizedFileURL.path

  private func read(_ text: String) throws -> (programme: TrainingProgramme?, message: String?) {
    let path = FileManager.default.temporaryDirectory.appending(path: "programme-\(UUID().uuidString).yaml").path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      return (try ProgrammeFile(path: path).programme(), nil)
    } catch .configuration(let error) {
      return (nil, error.message.replacing(path, with: "my.yaml"))
    } catch .file(let error) {
      return (nil, "\(error)")
    }
  }

  private func message(_ lines: String) throws -> String? { try read("version: 1\nname: Mine\n" + lines).message }

  @Test func theFileSaysWhatTheProgramHolds() throws {
    #expect(try ProgrammeFile(path: Self.standard).programme() == .standard)
  }

  @Test func theStandardFadesOverItsLastFourSessions() {
    let standard = TrainingProgramme.standard
    #expect(standard.sessions.map(\.feedback) == [1, 1, 1, 1, 0.8, 0.6, 0.4, 0.2])
    #expect(standard.sessions.first?.minutes == 15 && standard.sessions.last?.minutes == 30)
    #expect(standard.retention.map(\.afterDays) == [7, 28, 84] && standard.retention.allSatisfy { $0.feedback == 0 })
  }

  @Test func whatASessionDoesNotSayTheProgrammeSays() throws {
    let programme = try #require(
      try read(
        """
        version: 1
        name: Hip
        every-days: 3
        step: 10%
        aim: maximum:12%
        policy: every
        reminder: Tall.
        sessions:
          - minutes: 5
          - {minutes: 6.5, feedback: 0.5, aim: none, policy: limit, note: Slowly., reminder: Push.}
          - {minutes: 6, feedback: 25 %, aim: start+15%}
        retention:
          - {after-days: 7, minutes: 4}
        """
      ).programme)
    #expect(programme.everyDays == 3 && programme.step == 0.1)
    #expect(
      programme.runs == [
        TrainingRun(minutes: 5, feedback: 1, aim: .fixed(.maximum(0.12)), policy: .every, reminder: "Tall."),
        TrainingRun(minutes: 6.5, feedback: 0.5, aim: nil, policy: .limit, note: "Slowly.", reminder: "Push."),
        TrainingRun(minutes: 6, feedback: 0.25, aim: .aboveStart(0.15), policy: .every, reminder: "Tall."),
        TrainingRun(minutes: 4, feedback: 0, aim: .fixed(.maximum(0.12)), reminder: "Tall.", afterDays: 7),
      ])
  }

  @Test func whatIsNoProgrammeIsTold() throws {
    #expect(
      try read("- a\n").message
        == "my.yaml:1: this is not a programme. It needs the keys version, name and sessions.")
    #expect(
      try read("version: 2\nname: A\n").message
        == "my.yaml:1: version is 2, this GluteCue reads version 1. A newer programme needs a newer GluteCue.")
    #expect(
      try read("version: 1\nsessions:\n  - minutes: 5\n").message
        == "my.yaml:1: a programme needs the key name: sessions in the history belong to it by its name.")
    for sessions in ["", "sessions: 8\n", "sessions: []\n"] {
      #expect(
        try message(sessions)?.hasSuffix(
          ": sessions must be a list of 1 to 60 sessions, each beginning with “- minutes: …”.") == true)
    }
  }

  @Test func aMisspeltKeyIsToldWithItsLine() throws {
    #expect(
      try message("sessions:\n  - minutes: 5\n    feedbak: 0.5\n")
        == "my.yaml:5: unknown key “feedbak” in a session. Did you mean feedback? Known are minutes, feedback, policy, aim, "
        + "note, reminder.")
    #expect(
      try message("sesions:\n  - minutes: 5\n")
        == "my.yaml:3: unknown key “sesions” in a programme. Did you mean sessions? Known are version, name, every-days, "
        + "aim, step, policy, reminder, sessions, retention.")
  }

  @Test(arguments: [
    ("minutes: 0.5", "minutes is “0.5”, allowed is 1 to 180."),
    ("minutes: long", "minutes is “long”, allowed is 1 to 180."),
    ("minutes: 5\n    feedback: 50", "feedback is “50”, allowed is 0 to 1, or percent up to 100%."),
    ("minutes: 5\n    feedback: 120%", "feedback is “120%”, allowed is 0 to 1, or percent up to 100%."),
    ("minutes: 5\n    feedback: nan", "feedback is “nan”, allowed is 0 to 1, or percent up to 100%."),
    (
      "minutes: 5\n    policy: often", "policy is “often”, allowed is one of: every, limit, faded, reward, pitch."
    ),
    (
      "minutes: 5\n    aim: start+0%",
      "aim: “start+0%” is not an aim. Expected after start+: a percentage from 1% to 300%, such as start+20%."
    ),
    (
      "minutes: 5\n    aim: maximum:500%",
      "aim: The aim maximum has “500%”. Expected: a percentage from 1% to 150%, such as maximum:15%."
    ),
    ("minutes: 5\n    note: [a]", "note must be text."),
    (
      "minutes: 5\n    feedback: 0.5\n    policy: pitch",
      "the policy pitch sounds all the time: feedback must be 0 or 1 with it, not 0.5."
    ),
  ]) func aValueOutOfRangeIsToldWithItsLine(text: String, words: String) throws {
    let line = text.contains("feedback: 0.5") ? 5 : 3 + text.split(separator: "\n").count
    #expect(try message("sessions:\n  - \(text)\n") == "my.yaml:\(line): \(words)")
  }

  @Test func testsAreInOrderOfTimeAndKnowNoFeedback() throws {
    let sessions = "sessions:\n  - minutes: 5\nretention:\n"
    #expect(
      try message(sessions + "  - {after-days: 7, minutes: 5}\n  - {after-days: 7, minutes: 5}\n")
        == "my.yaml:7: after-days is 7, it must be more than the 7 of the run before it.")
    #expect(
      try message(sessions + "  - minutes: 5\n") == "my.yaml:6: a run of retention needs the key after-days.")
    #expect(
      try message(sessions + "  - {after-days: 7, minutes: 5, feedback: 1}\n")
        == "my.yaml:6: unknown key “feedback” in a run of retention. Known are after-days, minutes, aim, note, reminder."
    )
  }
}
