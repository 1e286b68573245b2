import Foundation
import TestSupport
import Testing

/// Maps, full scales and sidecars that do not fit: what is wrong, where it was said, and what would be right.
@Suite struct ChannelMapRefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let given: String
    let message: String
    init(_ given: String, _ message: String) {
      self.given = given
      self.message = message
    }
    var testDescription: String { given }
  }

  private static let maps = [
    Case("glute=3", "The map puts glute on channel 3, but the input has channels 1 to 2."),
    Case("glute=1,hamstring=1", "Channel 1 is given twice, as glute and as hamstring. Each channel carries one role."),
    Case("glute=1,glute=2", "The role glute is given twice. Use left- and right- for two legs."),
    Case(
      "glut=1",
      "“glut” is not a role. Did you mean glute? Roles: glute, hamstring, quadriceps, calf, lower-back, contact; "
        + "with left- or right- in front for two legs."),
    Case("calf=1", "The map calf=1 has neither a glute nor a hamstring. Example: glute=1,hamstring=2."),
    Case("contact=2", "The map contact=2 has neither a glute nor a hamstring. Example: glute=1,hamstring=2."),
    Case("glute", "“glute” in the channel map is not ROLE=CHANNEL. Example: glute=1,hamstring=2."),
    Case("", "“” in the channel map is not ROLE=CHANNEL. Example: glute=1,hamstring=2."),
    Case(
      "glute=first",
      "run.wav: its channels have no names, so “first” cannot be found. Give the number for glute, as in glute=1."),
    Case("glute=0", "Channel 0 for glute is not a channel number: channels count from 1."),
  ]

  private static let scales = ["0": "0", "-1": "-1", "nan": "nan", "1e400": "inf", "-inf": "-inf", "5001": "5001"]

  private static let sidecars = [
    Case("{", "run.json: this is not valid JSON: it ends too early."),
    Case("[1]", "run.json: this is not valid JSON: it must be an object, { … }, not [1]."),
    Case("{\"map\": 5}", "run.json: “map” is 5. Expected: text such as \"glute=1,hamstring=2\"."),
    Case(
      "{\"map\": \"glute=9\"}",
      "run.json: “map” cannot be used: The map puts glute on channel 9, but the input has channels 1 to 2."),
    Case(
      "{\"map\": \"calf=1\"}",
      "run.json: “map” cannot be used: The map calf=1 has neither a glute nor a hamstring. "
        + "Example: glute=1,hamstring=2."),
    Case(
      "{\"full_scale_mv\": \"5\"}",
      "run.json: “full_scale_mv” is \"5\". Expected: a number from 0.01 to 5000, in millivolts."),
    Case(
      "{\"full_scale_mv\": 0}",
      "run.json: “full_scale_mv” is 0. Expected: a number from 0.01 to 5000, in millivolts."),
    Case(
      "{\"band_hz\": [450, 30]}",
      "run.json: “band_hz” is [450, 30]. Expected: two numbers above 0, the lower first, such as [30, 450]."),
    Case("{\"mains_hz\": 55}", "run.json: “mains_hz” is 55. Expected: 50, 60, 0 for none, or \"auto\"."),
    Case("{\"version\": 2}", "run.json: “version” is 2. Expected: 1, the only version."),
  ]

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try folder.file("run.wav", WAVBytes(try Samples.healthy(seconds: 10)).bytes)
  }

  @Test(arguments: MeasuringCommand.allCases, maps)
  func aMapThatDoesNotFitIsRefused(command: MeasuringCommand, map: Case) throws {
    try expectRefusal(command.arguments("run.wav", ["--map", map.given]), in: folder, map.message, exitCode: 64)
  }

  @Test(arguments: MeasuringCommand.allCases, scales.keys.sorted())
  func aFullScaleThatIsNoVoltageIsRefused(command: MeasuringCommand, scale: String) throws {
    let shown = Self.scales[scale] ?? ""
    try expectRefusal(
      command.arguments("run.wav", ["--map", "glute=1", "--full-scale-mv", scale]), in: folder,
      "--full-scale-mv \(shown) is outside 0.01–5000 mV. Example: --full-scale-mv 5.", exitCode: 64)
  }

  @Test(arguments: MeasuringCommand.allCases, sidecars)
  func aSidecarThatCannotBeUsedIsRefused(command: MeasuringCommand, sidecar: Case) throws {
    _ = try folder.file("run.json", sidecar.given)
    try expectRefusal(command.arguments("run.wav"), in: folder, sidecar.message, exitCode: 65)
  }

  @Test(arguments: MeasuringCommand.allCases)
  func withoutAMapItSaysHowToGiveOne(command: MeasuringCommand) throws {
    try expectRefusal(
      command.arguments("run.wav"), in: folder,
      "run.wav: which channel carries which muscle is unknown. Give it with --map, for example "
        + "--map glute=1,hamstring=2, or in the sidecar run.json as { \"map\": \"glute=1,hamstring=2\" }.", exitCode: 64
    )
  }

  @Test(arguments: MeasuringCommand.allCases)
  func aMonoRecordingHasOneChannelOnly(command: MeasuringCommand) throws {
    var wav = WAVBytes([Int16](repeating: 1, count: 4000))
    wav.channelCount = 1
    _ = try folder.file("mono.wav", wav.bytes)
    try expectRefusal(
      command.arguments("mono.wav", ["--map", "glute=1,hamstring=2"]), in: folder,
      "The map puts hamstring on channel 2, but the input has only channel 1.", exitCode: 64)
  }

  @Test(arguments: MeasuringCommand.allCases)
  func theCommandLineWinsOverTheSidecar(command: MeasuringCommand) throws {
    _ = try folder.file("run.json", "{\"map\": \"glute=9\", \"full_scale_mv\": 2, \"colour\": \"red\"}")
    let result = try GlutecueProcess.run(
      command.arguments("run.wav", ["--map", "glute=1,hamstring=2", "--full-scale-mv", "5"]), in: folder.path)
    #expect(result.exitCode == 0 && result.standardError == "")
    #expect(
      result.standardOutput.hasPrefix(
        "run.wav: 10.0 s at 2000 Hz, glute=1,hamstring=2, band 30–450 Hz, full scale 5 mV\n"))
    #expect(
      result.standardOutput.contains(
        "Note: run.json: unknown key “colour” ignored. "
          + "Known are version, map, full_scale_mv, unit, band_hz, mains_hz, notes, person, started, started_from, "
          + "device, markers, gaps, bids."))
  }
}
