import Foundation
import TestSupport
import Testing

/// What `glutecue devices` tells of a card.
@Suite struct DevicesCommandTests {
  private func card() throws -> VirtualSoundCard {
    var device = VirtualDevice()
    device.rates = [44_100, 48_000]
    device.furtherChannels = [1]
    device.furtherFormats = [.s16]
    return try VirtualSoundCard(device)
  }

  @Test func listsInputsAndOutputs() throws {
    let card = try card()
    let result = try GlutecueProcess.run(["devices"], environment: card.environment)
    #expect(result.exitCode == 0 && result.standardError == "")
    let sections = result.standardOutput.components(separatedBy: "\n\n")
    let abilities = "1–2 channels; 44100, 48000 Hz; S32, S16; periods 0.08–10922.67 ms"
    let inputs = try #require(sections.first)
    #expect(inputs.hasPrefix("Inputs, for the EMG (glutecue live --input alsa:NAME):\n"))
    #expect(inputs.contains(" \(card.name)  EMG simulator \(card.name)\n    \(abilities)"))
    try #require(sections.count == 3)
    #expect(sections[1].hasPrefix("Outputs, for the tones (glutecue live --tone alsa:NAME):\n"))
    #expect(sections[1].contains(" \(card.name)  EMG simulator \(card.name)\n    \(abilities)"))
    #expect(sections[2] == "→ the likely choice\n")
    #expect([sections[0], sections[1]].allSatisfy { $0.components(separatedBy: "→ ").count == 2 })
  }

  /// A plug gives as many channels as one asks for, all of them copies of the card's only one.
  @Test func aPlugRoundACardWithOneChannelIsNotTheLikelyChoice() throws {
    var device = VirtualDevice()
    device.channels = 1
    let card = try VirtualSoundCard(device)
    let folder = try TemporaryFolder()
    let path = try #require(try card.environment["ALSA_CONFIG_PATH"])
    let config = try folder.file("asound.conf", "<\(path)>\npcm.round { type plug slave.pcm \"\(card.name)\" }\n")
    let environment = try card.environment.merging(["ALSA_CONFIG_PATH": config]) { $1 }
    let listing = try GlutecueProcess.run(["devices"], environment: environment).standardOutput
    let inputs = try #require(listing.components(separatedBy: "\n\n").first)
    #expect(inputs.contains("  round  from ALSA's configuration\n    1 channel of the card, others are copies; "))
    #expect(!inputs.contains("→ round") && !inputs.contains("→ \(card.name)"))
  }

  /// The map may need more than two.
  @Test func theMapSaysHowManyChannelsAreNeeded() throws {
    let card = try card()
    let listing = try GlutecueProcess.run(
      ["devices", "--map", "glute=1,hamstring=4"], environment: card.environment
    ).standardOutput
    let inputs = try #require(listing.components(separatedBy: "\n\n").first)
    #expect(!inputs.contains("→ \(card.name)"))
  }

  @Test func aCardInUseIsListedWithTheReason() throws {
    let card = try card()
    card.occupy()
    let result = try GlutecueProcess.run(["devices"], environment: card.environment)
    #expect(
      result.standardOutput.contains(
        "  \(card.name)  EMG simulator \(card.name)\n    alsa:\(card.name) is in use by another program. End that "
          + "program, or choose another device (`glutecue devices` lists them).\n"))
  }

  @Test func programsGetTheSame() throws {
    struct Device: Decodable {
      struct Abilities: Decodable {
        let channels: [Int]
        let ratesHz: [Int]
        let formats: [String]
        let periodMs: [Double]
      }
      let name: String
      let title: String
      let direction: String
      let isLikely: Bool
      let abilities: Abilities?
    }
    let card = try card()
    let result = try GlutecueProcess.run(["devices", "--format", "json"], environment: card.environment)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let all = try decoder.decode([Device].self, from: Data(result.standardOutput.utf8))
    let ours = all.filter { $0.name == card.name }
    #expect(ours.map(\.direction) == ["capture", "playback"])
    #expect(ours.allSatisfy { $0.title == "EMG simulator \(card.name)" })
    for direction in ["capture", "playback"] {
      #expect(all.count { $0.direction == direction && $0.isLikely } == 1)
    }
    let abilities = try #require(ours.first?.abilities)
    #expect(abilities.channels == [1, 2] && abilities.ratesHz == [44_100, 48_000])
    #expect(abilities.formats == ["S32", "S16"] && abilities.periodMs.count == 2)
  }
}
