import Foundation
import TestSupport
import Testing

/// `glutecue doctor` says what keeps a session from running, and what to do.
@Suite struct DoctorCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func doctor(_ more: String..., card: VirtualSoundCard? = nil) throws -> GlutecueProcess.Result {
    var environment = ["XDG_CONFIG_HOME": folder["config"], "XDG_DATA_HOME": folder["data"]]
    for (name, value) in try card?.environment ?? [:] { environment[name] = value }
    return try GlutecueProcess.run(["doctor"] + more, environment: environment, in: folder.path)
  }

  private func keep(_ path: String, _ text: String) throws {
    try FileManager.default.createDirectory(
      atPath: (folder[path] as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    _ = try folder.file(path, text)
  }

  @Test func aCardToChooseIsNoObstacle() throws {
    let result = try doctor(card: try VirtualSoundCard(VirtualDevice()))
    #expect(result.exitCode == 0, "\(result)")
    #expect(result.standardOutput.contains(" to choose from, none chosen\n    Run `glutecue setup`"))
    #expect(
      result.standardOutput.contains(
        "! settings: nothing says which input carries which muscle\n    Run `glutecue setup`, or say --map glute=1,hamstring=2.\n"
      ))
    #expect(result.standardOutput.contains("✓ clock: "))
  }

  @Test func aCardThatIsGoneKeepsASessionFromRunning() throws {
    try keep("data/glutecue/sound.json", "{\"input\":\"alsa:hw:9\",\"tone\":\"alsa:hw:9\"}")
    let result = try doctor(card: try VirtualSoundCard(VirtualDevice()))
    #expect(result.exitCode == 3)
    #expect(result.standardOutput.contains("✕ sound card: hw:9, which you chose, is missing\n    "))
    #expect(
      result.standardOutput.contains(
        "✕ headphones: hw:9, which you chose, is missing\n    Plug them in, or choose others with `glutecue setup`.\n"
      ))
    #expect(
      result.standardError == "glutecue: 2 things keep a session from running: sound card, headphones.\n")
  }

  @Test func aCardWithTooFewInputsIsNamed() throws {
    var device = VirtualDevice()
    device.channels = 1
    let card = try VirtualSoundCard(device)
    try keep("data/glutecue/sound.json", "{\"input\":\"alsa:\(card.name)\"}")
    try keep("config/glutecue/config.yaml", "input:\n  map: glute=1,hamstring=2\n")
    let result = try doctor(card: card)
    #expect(result.exitCode == 3)
    #expect(
      result.standardOutput.contains(
        "✕ sound card: \(card.name) has 1 input, and your map needs 2\n    Run `glutecue setup`.\n"), "\(result)")
  }

  @Test func brokenFilesAreNamed() throws {
    try keep("data/glutecue/sound.json", "{")
    try keep("config/glutecue/config.yaml", "input:\n  map: glut=1\n")
    let result = try doctor("--format", "json")
    #expect(result.exitCode == 3)
    struct Answer: Decodable {
      struct Finding: Decodable {
        let state: String
        let subject: String
        let words: String
      }
      let findings: [Finding]
    }
    let findings = try JSONDecoder().decode(Answer.self, from: Data(result.standardOutput.utf8)).findings
    let bad = findings.filter { $0.state == "bad" }
    #expect(bad.map(\.subject) == ["sound card", "settings"])
    #expect(bad[0].words.hasPrefix(folder["data/glutecue/sound.json"]))
    #expect(bad[1].words.contains("config.yaml:2"), "\(bad[1].words)")
  }

  @Test func theReportHoldsNoNames() throws {
    let result = try doctor("--report", card: try VirtualSoundCard(VirtualDevice()))
    #expect(result.standardOutput.hasPrefix("glutecue "))
    #expect(result.standardOutput.contains("\nsystem: "))
    #expect(result.standardOutput.contains("Inputs, for the EMG"))
    #expect(!result.standardOutput.contains(NSUserName() + "/"))
  }

  /// What is no sound card is not looked for among them.
  @Test(arguments: [
    ("lsl:EMG", "! sound card: the LSL stream EMG takes its place; it was not looked for\n"),
    ("file:run.edf", "✕ sound card: the recording run.edf that stands in for it is gone\n"),
    ("hw:1", "✕ sound card: --input hw:1 is neither a file nor alsa:DEVICE nor lsl:NAME."),
  ])
  func whatStandsInForACardIsNamed(input: String, words: String) throws {
    try keep("data/glutecue/sound.json", "{\"input\":\"\(input)\"}")
    let result = try doctor()
    #expect(result.standardOutput.contains(words), "\(result)")
    #expect(result.exitCode == (input.hasPrefix("lsl:") ? 0 : 3))
  }
}
