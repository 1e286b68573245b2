import Foundation
import TestSupport
import Testing

/// What cannot be done with a sound card is said before anything is made.
@Suite struct LiveDeviceRefusalTests {
  private func expect(
    _ card: VirtualSoundCard, _ arguments: [String], _ message: String, _ exitCode: Int32, command: String = "live",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = try TemporaryFolder()
    let result = try GlutecueProcess.run([command] + arguments, environment: card.environment, in: folder.path)
    #expect(result.standardError == "glutecue: \(message)\n", sourceLocation: sourceLocation)
    #expect(result.standardOutput == "" && result.exitCode == exitCode, sourceLocation: sourceLocation)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty, sourceLocation: sourceLocation)
  }

  private func card() throws -> (card: VirtualSoundCard, arguments: [String]) {
    let card = try VirtualSoundCard(VirtualDevice())
    return (card, ["--input", "alsa:\(card.name)", "--map", LiveCard.two, "--output", "session"])
  }

  @Test func aDeviceThatIsNotThere() throws {
    let (card, _) = try card()
    try expect(
      card, ["--input", "alsa:amplifier", "--map", LiveCard.two, "--output", "session"],
      "alsa:amplifier: there is no such input device. `glutecue devices` lists what is there; is the card plugged in?",
      66)
  }

  @Test func aToneDeviceThatIsNotThere() throws {
    let (card, arguments) = try card()
    try expect(
      card, arguments + ["--tone", "alsa:headset"],
      "alsa:headset: there is no such output device. `glutecue devices` lists what is there; is the card plugged in?",
      66)
  }

  @Test func aDeviceThatIsInUse() throws {
    let (card, arguments) = try card()
    card.occupy()
    try expect(
      card, arguments,
      "alsa:\(card.name) is in use by another program. End that program, or choose another device "
        + "(`glutecue devices` lists them).", 74)
  }

  @Test func withoutAMap() throws {
    let (card, _) = try card()
    try expect(
      card, ["--input", "alsa:\(card.name)", "--output", "session"],
      "alsa:\(card.name): which channel carries which muscle is unknown. Give it with --map, for example "
        + "--map glute=1,hamstring=2, or in a settings file (`glutecue config --write` makes one).", 64)
  }

  @Test func aMapWithMoreChannelsThanTheCardHas() throws {
    let (card, _) = try card()
    try expect(
      card, ["--input", "alsa:\(card.name)", "--map", "glute=1,hamstring=5", "--output", "session"],
      "alsa:\(card.name) cannot capture 5 channels or more, up to 16; it offers 2 channels.", 64)
  }

  @Test(
    arguments: [
      (["--rate", "44100"], "at 44100 Hz", "48000 Hz"), (["--channels", "4"], "4 channels", "2 channels"),
      (["--sample-format", "s16"], "S16 samples", "S32"),
    ])
  func aDemandThatItCannotMeet(demand: [String], wish: String, offers: String) throws {
    let (card, arguments) = try card()
    try expect(card, arguments + demand, "alsa:\(card.name) cannot capture \(wish); it offers \(offers).", 64)
  }

  @Test(
    arguments: [
      (["--rate", "47.5"], "--rate 47.5 is not a whole number from 500 to 192000. Example: --rate 48000."),
      (["--channels", "0"], "--channels 0 is not between 1 and 16. Example: --channels 2."),
      (["--period", "0.5"], "--period 0.5 is not between 1 and 100 ms."),
      (["--buffer", "6000"], "--buffer 6000 is not between 2 and 5000 ms."),
      (["--sample-format", "u8"], "--sample-format u8 is none of S32, S24, S24_3LE, S16, FLOAT."),
      (["--duration", "0"], "--duration 0 is not above 0 and at most 1000000 s."),
      (["--test-tone", "--tone", "none"], "--test-tone needs headphones to play on. Example: --tone alsa:default."),
    ])
  func anOptionThatMakesNoSense(option: [String], message: String) throws {
    let (card, arguments) = try card()
    try expect(card, arguments + option, message, 64)
  }

  @Test(arguments: ["0", "101"]) func aVolumeBeyondItsLimits(volume: String) throws {
    let (card, arguments) = try card()
    try expect(
      card, arguments + ["--tone", "alsa:\(card.name)", "--volume", volume],
      "--volume \(volume) is not between 1 and 100 percent. Example: --volume 40.", 64)
  }

  @Test func latencyIsMeasuredOnSoundCards() throws {
    let (card, _) = try card()
    try expect(
      card, ["--input", "wav:run.wav", "--tone", "alsa:\(card.name)"],
      "--input wav:run.wav: latency is measured on sound cards. Example: --input alsa:hw:1.", 64, command: "latency")
  }

  @Test func latencyWithoutACableSaysSo() throws {
    let (card, _) = try card()
    let result = try GlutecueProcess.run(
      ["latency", "--input", "alsa:\(card.name)", "--tone", "alsa:\(card.name)", "--clicks", "10"],
      environment: card.environment)
    #expect(result.standardOutput == "0 of 10 clicks came back.\n" && result.exitCode == 4)
    #expect(
      result.standardError
        == "glutecue: No click arrived on alsa:\(card.name). Is there a cable from the output to the "
        + "input, is the input's level up (alsamixer), and --volume high enough?\n")
  }
}
