import Foundation
import TestSupport
import Testing

/// Recordings that can be read but hold no running, or not only: what the user is told, and the exit code.
@Suite struct OddSignalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let wav: WAVBytes
    /// What is said of channel 1 and of channel 2.
    let complaint: String
    let remedy: String
    var testDescription: String { name }
  }

  private static let frames = 20_000
  private static let connect = "Check that the cable and the electrodes are connected."
  private static let squares = (0..<frames).flatMap { frame in
    [Int16](repeating: frame / 20 % 2 == 0 ? .max : .min, count: 2)
  }

  private static let cases = [
    Case(
      name: "silent", wav: WAVBytes([Int16](repeating: 0, count: 2 * frames)), complaint: "is dead", remedy: connect),
    Case(
      name: "constant", wav: WAVBytes([Int16](repeating: 1234, count: 2 * frames)), complaint: "is dead",
      remedy: connect
    ),
    Case(
      name: "square", wav: WAVBytes(squares), complaint: "is clipped",
      remedy: "Turn the gain down, and check for a loose electrode."),
    Case(
      name: "nan", wav: WAVBytes(floats: [Float](repeating: .nan, count: 2 * frames)),
      complaint: "holds hardly any usable numbers", remedy: "Record or export it again."),
    Case(
      name: "infinite", wav: WAVBytes(floats: [Float](repeating: .infinity, count: 2 * frames)),
      complaint: "holds hardly any usable numbers", remedy: "Record or export it again."),
    Case(
      name: "huge", wav: WAVBytes(floats: [Float](repeating: 3e38, count: 2 * frames)),
      complaint: "holds hardly any usable numbers", remedy: "Record or export it again."),
  ]

  private let folder: TemporaryFolder
  private let map = ["--map", "glute=1,hamstring=2"]
  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: MeasuringCommand.allCases, cases)
  func unusableChannelsAreNamedWithTheirRemedy(command: MeasuringCommand, signal: Case) throws {
    _ = try folder.file("run.wav", signal.wav.bytes)
    let result = try GlutecueProcess.run(command.arguments("run.wav", map), in: folder.path)
    #expect(
      result.standardError
        == "glutecue: Channel 1 (glute) \(signal.complaint). \(signal.remedy) Channel 2 (hamstring) \(signal.complaint). "
        + "\(signal.remedy) Results that need them are missing or cannot be trusted.\n")
    #expect(result.exitCode == 3)
    #expect(result.standardOutput.contains("\n\nNo strides found.\n"))
    #expect(result.standardOutput.contains("\nNote: Channel 1 (glute) \(signal.complaint):"))
    #expect(!result.standardOutput.lowercased().contains("nan %"))
  }

  @Test(arguments: MeasuringCommand.allCases)
  func oneFrameIsTooShort(command: MeasuringCommand) throws {
    _ = try folder.file("run.wav", WAVBytes([1, 2]).bytes)
    let result = try GlutecueProcess.run(command.arguments("run.wav", map), in: folder.path)
    #expect(
      result.standardError
        == "glutecue: No strides found: the recording lasts less than 0.05 s, and finding the rhythm takes at least 3 s of "
        + "running or walking.\n")
    #expect(result.standardOutput.hasPrefix("run.wav: 0.0005 s at 2000 Hz, glute=1,hamstring=2, "))
    #expect(!result.standardOutput.contains("dead"))
    #expect(result.exitCode == 4)
  }

  /// No channel is blamed for a lack of bursts before some strides of walking had time to come.
  @Test(arguments: MeasuringCommand.allCases)
  func aFewSecondsWithoutStridesAreTooFewStrides(command: MeasuringCommand) throws {
    let noise = SeededNoise.normal(seed: 139, count: 2 * 2000 * 12).map { Int16($0 * 300) }
    _ = try folder.file("run.wav", WAVBytes(Array(noise.prefix(2 * 2000 * 5))).bytes)
    let result = try GlutecueProcess.run(command.arguments("run.wav", map), in: folder.path)
    #expect(
      result.standardError
        == "glutecue: No strides found: the recording lasts 5 s, and finding the rhythm takes at least 3 s of running or "
        + "walking. Slow strides may be too few: record 10 s.\n")
    #expect(!result.standardOutput.contains("Channel ") && result.exitCode == 4)
    _ = try folder.file("long.wav", WAVBytes(noise).bytes)
    let long = try GlutecueProcess.run(command.arguments("long.wav", map), in: folder.path)
    #expect(long.standardOutput.contains("Note: Channel 1 (glute) never rises and falls") && long.exitCode == 3)
  }

  @Test(arguments: MeasuringCommand.allCases)
  func samplesThatAreNoNumbersCostTheirStridesOnly(command: MeasuringCommand) throws {
    var samples = try Samples.healthy(seconds: 40).map { Float($0) / 32_768 }
    for frame in 40_000..<40_200 { samples[2 * frame] = .nan }
    samples[2 * 60_000] = .infinity
    _ = try folder.file("run.wav", WAVBytes(floats: samples).bytes)
    let result = try GlutecueProcess.run(
      command.arguments("run.wav", map + ["--output", "out"]), in: folder.path)
    #expect(result.exitCode == 0 && result.standardError == "")
    #expect(
      result.standardOutput.contains(
        "\nNote: Channel 1 (glute) holds samples that are not usable numbers (NaN, infinite or absurdly large), the "
          + "first at 20.000 s. They count as 0, and strides that they touch are not judged.\n"))
    let table = try StrideTableFile(folder["out/strides.csv"])
    let hit = table.rows.filter { $0["flags"].contains("glute-invalid") }
    #expect(hit.contains { $0.covers(20.05) } && hit.contains { $0.covers(30) })
    #expect(hit.count <= 6 && hit.allSatisfy { $0["verdict"] == "unusable" })
    #expect(table.rows.filter { $0["verdict"] == "firing" }.count > 25)
    #expect(table.rows.allSatisfy { row in row.fields.allSatisfy { !["nan", "inf"].contains($0.lowercased()) } })
  }

  @Test(arguments: MeasuringCommand.allCases)
  func aFileCutInTheMiddleOfAFrameIsReadToItsLastWholeOne(command: MeasuringCommand) throws {
    var wav = WAVBytes(try Samples.healthy(seconds: 20))
    wav.declaredData = wav.data.count
    wav.declaredFile = 36 + wav.data.count
    wav.data.removeLast(3 * wav.data.count / 4 - 1)
    _ = try folder.file("run.wav", wav.bytes)
    let result = try GlutecueProcess.run(command.arguments("run.wav", map), in: folder.path)
    #expect(
      result.standardOutput.contains(
        "\nNote: run.wav: the header declares 40,000 frames but the file holds 10,000; read to the last whole frame."))
    #expect(result.standardError == "" && result.exitCode == 0)
  }

  @Test(arguments: MeasuringCommand.allCases)
  func aHeaderThatLiesAboutGigabytesIsNotBelieved(command: MeasuringCommand) throws {
    var wav = WAVBytes(try Samples.healthy(seconds: 10))
    wav.declaredData = 4_000_000_000
    wav.declaredFile = 4_000_000_036
    _ = try folder.file("run.wav", wav.bytes)
    let result = try GlutecueProcess.run(command.arguments("run.wav", map), in: folder.path)
    #expect(
      result.standardOutput.contains(
        "\nNote: run.wav: the header declares 1,000,000,000 frames but the file holds 20,000; "
          + "read to the last whole frame."))
    #expect(result.standardError == "" && result.exitCode == 0)
  }

  @Test(arguments: MeasuringCommand.allCases)
  func swappedElectrodesAreMeasuredAsTheyAre(command: MeasuringCommand) throws {
    let result = try GlutecueProcess.run(
      command.arguments(Samples.path("glute-stops.wav"), ["--map", "glute=2,hamstring=1"]))
    #expect(result.exitCode == 0 && result.standardError == "")
  }

  @Test(arguments: MeasuringCommand.allCases)
  func steadyNoiseIsNoMuscle(command: MeasuringCommand) throws {
    var generator = SeededNoise(seed: 7)
    let noise = (0..<2 * Self.frames).map { _ in Int16.random(in: -600...600, using: &generator) }
    _ = try folder.file("run.wav", WAVBytes(noise).bytes)
    let result = try GlutecueProcess.run(command.arguments("run.wav", map), in: folder.path)
    let flat = { (channel: String) in "Channel \(channel) is flat. Check that its electrodes sit on the muscle." }
    #expect(
      result.standardError
        == "glutecue: \(flat("1 (glute)")) \(flat("2 (hamstring)")) "
        + "Results that need them are missing or cannot be trusted.\n")
    #expect(result.exitCode == 3)
  }
}
