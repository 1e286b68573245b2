import Foundation
import TestSupport
import Testing

/// LSL streams that cannot be read, each with its words and exit code.
@Suite(.serialized) struct LabStreamRefusalTests {
  private static let recording = "wav:\(Samples.path("glute-stops.wav"))"

  @Test(arguments: [["--input", "lsl:EMG"], ["--input", recording, "--lsl"]])
  func withoutTheLibraryThatIsSaid(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let result = try GlutecueProcess.run(
      ["live", "--tone", "none", "--output", "session"] + arguments,
      environment: ["GLUTECUE_LSL": "/nowhere/liblsl.so"],
      in: folder.path)
    #expect(
      result.standardError
        == "glutecue: GLUTECUE_LSL=/nowhere/liblsl.so is not a liblsl that can be opened. Give the path of liblsl.so, or leave the "
        + "variable away.\n")
    #expect(result.exitCode == 69 && result.standardOutput == "")
    #expect(!FileManager.default.fileExists(atPath: folder["session"]))
  }

  @Test(arguments: ["live", "check", "calibrate"])
  func whatIsDemandedOfASoundCardIsNoDemandOfAStream(command: String) throws {
    try expectRefusal(
      [command, "--input", "lsl:EMG", "--rate", "48000"], in: TemporaryFolder(),
      "--rate is for sound cards, and --input lsl:EMG is a stream. Leave it out.", exitCode: 64)
  }

  /// A stream that a peer offers, and what is said of it.
  struct Case: CustomTestStringConvertible {
    let name: String
    let offer: [String]
    var more: [String] = []
    let message: String
    let exitCode: Int32

    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "words", offer: ["--format", "string", "--rate", "0"],
      message: "lsl:NAME sends text, not EMG. Choose the stream with the samples.", exitCode: 65),
    Case(
      name: "events", offer: ["--rate", "0"],
      message: "lsl:NAME has no sample rate: it sends events, not EMG. Choose a stream with a regular rate.",
      exitCode: 65),
    Case(
      name: "slow", offer: ["--rate", "100"], message: "lsl:NAME runs at 100 Hz; EMG needs 500 to 192000 Hz.",
      exitCode: 65),
    Case(
      name: "wide", offer: ["--channels", "20"],
      message: "lsl:NAME has 20 channels; up to 16 can be read. Send the channels with EMG in a stream of their own.",
      exitCode: 65),
    Case(
      name: "unitless", offer: [],
      message:
        "lsl:NAME does not say in which unit its samples are. Say it: --unit uv, --unit mv, --unit v, or --unit full-scale for "
        + "samples between -1 and 1.", exitCode: 64),
    Case(
      name: "mixed", offer: ["--units", "uV,mV"],
      message:
        "lsl:NAME has channels in different units (uV, mV). Say with --unit in which unit those with EMG are, or send them in one.",
      exitCode: 65),
    Case(
      name: "unmapped", offer: ["--units", "uV", "--labels", "A,B"],
      message:
        "lsl:NAME (A (uV), B (uV)): which channel carries which muscle is unknown. Give it with --map, for example --map "
        + "glute=1,hamstring=2, or in a settings file (`glutecue config --write` makes one).", exitCode: 64),
    Case(
      name: "narrow", offer: ["--units", "uV"], more: ["--map", "glute=1,hamstring=3"],
      message: "The map puts hamstring on channel 3, but the input has channels 1 to 2.", exitCode: 64),
  ]

  @Test(.enabled(if: !LabPeer.all.isEmpty, LabPeer.missing), arguments: cases)
  func isRefused(_ wanted: Case) throws {
    let folder = try TemporaryFolder()
    let peer = try #require(LabPeer.all.first)
    let name = "\(wanted.name)-\(UUID().uuidString.prefix(8))"
    let raw = try folder.file("raw.f32", [UInt8](repeating: 0, count: 80 * 4 * 20_000))
    let sender = try peer.start(["send", raw, "--name", name, "--linger", "60"] + wanted.offer, in: folder)
    defer { withExtendedLifetime(sender) {} }
    let result = try GlutecueProcess.run(
      ["live", "--input", "lsl:\(name)", "--tone", "none", "--output", "session"] + wanted.more,
      environment: peer.environment(folder), in: folder.path)
    #expect(result.standardError == "glutecue: \(wanted.message.replacing("NAME", with: name))\n")
    #expect(result.exitCode == wanted.exitCode && result.standardOutput == "")
    #expect(!FileManager.default.fileExists(atPath: folder["session"]))
  }

  @Test(.enabled(if: !LabPeer.all.isEmpty, LabPeer.missing)) func twoOfOneNameAreRefused() throws {
    let folder = try TemporaryFolder()
    let peer = try #require(LabPeer.all.first)
    let name = "twin-\(UUID().uuidString.prefix(8))"
    let raw = try folder.file("raw.f32", [UInt8](repeating: 0, count: 1_600_000))
    let senders = try ["left", "right"].map {
      try peer.start(
        ["send", raw, "--name", name, "--source", "\(name)-\($0)", "--units", "uV", "--linger", "60"], in: folder)
    }
    defer { withExtendedLifetime(senders) {} }
    let result = try GlutecueProcess.run(
      ["live", "--input", "lsl:\(name)", "--tone", "none", "--map", "glute=1,hamstring=2"],
      environment: peer.environment(folder), in: folder.path)
    #expect(
      result.standardError.hasPrefix(
        "glutecue: lsl:\(name): 2 LSL streams have that name. Stop those that are not meant, or name one by its source id: "
      ))
    #expect(
      result.standardError.contains("lsl:\(name)-left from ")
        && result.standardError.contains("lsl:\(name)-right from "))
    #expect(result.exitCode == 64)
    // and by its source id one of them is taken
    let one = try GlutecueProcess.run(
      ["check", "--input", "lsl:\(name)-left", "--seconds", "2", "--map", "glute=1,hamstring=2", "--format", "json"],
      environment: peer.environment(folder), in: folder.path)
    #expect(one.exitCode == 3, "\(one.standardError)")
  }

  @Test(.enabled(if: !LabPeer.all.isEmpty, LabPeer.missing)) func aNameThatNobodyHasIsRefused() throws {
    let folder = try TemporaryFolder()
    let peer = try #require(LabPeer.all.first)
    let result = try GlutecueProcess.run(
      ["check", "--input", "lsl:nobody", "--map", "glute=1,hamstring=2"], environment: peer.environment(folder),
      in: folder.path)
    #expect(result.standardError.hasPrefix("glutecue: lsl:nobody: there is no LSL stream of that name. "))
    #expect(result.exitCode == 66)
  }
}
