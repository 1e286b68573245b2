import Foundation
import TestSupport
import Testing

/// `glutecue setup`, with answers on a pipe.
@Suite struct SetupCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var environment: [String: String] {
    ["XDG_CONFIG_HOME": folder["config"], "XDG_DATA_HOME": folder["data"], "ALSA_CONFIG_PATH": "/dev/null"]
  }

  private func run(
    _ arguments: [String], answers: String? = nil, more: [String: String] = [:]
  ) throws -> GlutecueProcess.Result {
    try GlutecueProcess.run(
      arguments, environment: environment.merging(more) { $1 }, in: folder.path, answers: answers)
  }

  private func simulate(_ more: String...) throws {
    let made = try run(["simulate", "--calibration", "--seed", "7", "--output", "me.wav"] + more)
    try #require(made.exitCode == 0, "\(made.standardError)")
  }

  private var sound: String {
    get throws { String(decoding: try folder.bytes("data/glutecue/sound.json"), as: UTF8.self) }
  }

  private var settings: [String] {
    get throws {
      String(decoding: try folder.bytes("config/glutecue/config.yaml"), as: UTF8.self).split(separator: "\n").map {
        $0.trimmingCharacters(in: .whitespaces)
      }.filter { !$0.hasPrefix("#") }
    }
  }

  @Test(arguments: [(false, "glute=1,hamstring=2"), (true, "glute=2,hamstring=1")])
  func learnsWhichInputIsWhichAndCommandsNeedNoOptions(isSwapped: Bool, map: String) throws {
    try simulate(isSwapped ? "--calibration-fault=swapped" : "--force")
    // as another program records it: nothing beside it says what its channels carry
    try FileManager.default.removeItem(atPath: folder["me.json"])
    let result = try run(["setup"], answers: "me.wav\n2\n50\n2\n\n")
    #expect(result.exitCode == 0, "\(result)")
    let (glute, hamstring) = isSwapped ? (2, 1) : (1, 2)
    #expect(
      result.standardOutput.contains("✓ glute is on input \(glute)\n✓ hamstring is on input \(hamstring)\n"),
      "\(result.standardOutput)")
    #expect(result.standardOutput.contains("“50” is not one of them. Type a number from 1 to 3.\n"))
    #expect(try sound == "{\n  \"input\" : \"\(folder["me.wav"])\",\n  \"tone\" : \"none\",\n  \"volume\" : 40\n}\n")
    let settings = try settings
    #expect(settings.contains("map: \(map)") && settings.contains("mains: 50"), "\(settings)")
    #expect(settings.contains { $0.hasPrefix("full-scale-mv: ") })
    let check = try run(["check"])
    #expect(check.standardOutput.contains("Channel \(glute) (glute): usable."), "\(check)")
    #expect(try run(["live", "--pace", "none", "--output", "s"]).exitCode == 0)
  }

  @Test func whatEndsEarlyChangesNothing() throws {
    try simulate()
    let result = try run(["setup"], answers: "wav:me.wav\n\n")
    #expect(result.exitCode == 66)
    #expect(
      result.standardError
        == "glutecue: The answers ended at the question “How is the mains hum found? [1]” Nothing was changed. Answer every "
        + "question, a line each.\n")
    #expect(!FileManager.default.fileExists(atPath: folder["config"]))
    #expect(!FileManager.default.fileExists(atPath: folder["data"]))
  }

  /// One electrode on both inputs: nobody can say which is which, so it is asked, and told.
  @Test func inputsThatRiseAlikeAreAskedFor() throws {
    try simulate()
    let bytes = try folder.bytes("me.wav")
    let start = try #require(bytes.firstRange(of: Array("data".utf8))).upperBound + 4
    var copied = bytes
    for frame in stride(from: start, to: bytes.count - 3, by: 4) {
      copied[frame + 2] = bytes[frame]
      copied[frame + 3] = bytes[frame + 1]
    }
    _ = try folder.file("me.wav", copied)
    let result = try run(["setup"], answers: "wav:me.wav\n2\n1\n\n")
    #expect(result.exitCode == 3, "\(result)")
    #expect(
      result.standardOutput.contains(
        "The inputs rise alike in every contraction, so they do not tell which is which: one electrode on two inputs, or "
          + "electrodes too near to each other.\n"))
    #expect(result.standardOutput.contains("the same signal as channel "))
    #expect(
      result.standardError
        == "glutecue: Nothing was changed. Fix the electrodes, then run `glutecue setup` again.\n")
  }

  @Test func aWrongInputIsAskedForAgain() throws {
    let result = try run(["setup"], answers: "none.wav\nhw:1\n9\n")
    #expect(result.exitCode == 66)
    #expect(result.standardOutput.contains("none.wav: there is no such file.\n"), "\(result.standardOutput)")
    #expect(!result.standardOutput.contains("“none.wav” is not one of them."))
    #expect(
      result.standardOutput.contains("\nhw:1 is neither a file nor alsa:DEVICE nor lsl:NAME. Did you mean alsa:hw:1? "))
    #expect(result.standardOutput.contains("“9” is not one of them."))
  }

  /// From a card to the first beep, in real time at four times the speed.
  @Test func aCardIsSetUpAndItsHeadphonesBeep() throws {
    let card = try VirtualSoundCard(SqueezeCard.device(starts: [6, 12], runFrom: 18, running: 30))
    let name = card.name
    let more = try card.environment
    let result = try run(["setup", "--rate", "8000"], answers: "alsa:\(name)\n\n\n1\n2\n\n", more: more)
    #expect(result.exitCode == 0, "\(result)")
    #expect(result.standardOutput.contains("✓ glute is on input 1\n✓ hamstring is on input 2\n"))
    #expect(result.standardOutput.contains("One clear beep at 40 %. Well? [1] 2\n"))
    #expect(result.standardOutput.contains("One clear beep at 60 %. Well? [1] \n"))
    #expect(try sound.contains("\"tone\" : \"alsa:\(name)\",\n  \"volume\" : 60"))
    #expect(card.events.filter { $0.direction == .playback && $0.kind == .start }.count >= 2)
    let doctor = try run(["doctor"], more: more)
    #expect(doctor.standardOutput.contains("✓ sound card: \(name), "), "\(doctor)")
    #expect(doctor.standardOutput.contains("✓ headphones: \(name)\n"))
  }
}
