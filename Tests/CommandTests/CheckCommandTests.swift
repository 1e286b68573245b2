import Foundation
import TestSupport
import Testing

@Suite struct CheckRecordingTests {
  struct Check: Decodable {
    struct Channel: Decodable {
      let verdict: String
      let usable: Bool
      let words: String
      let inBandPercent: Double
    }
    let usable: Bool
    let channels: [Channel]
  }

  private func check(_ path: String, map: String) throws -> (Check, GlutecueProcess.Result) {
    let result = try GlutecueProcess.run(["check", "--input", "wav:" + path, "--map", map, "--format", "json"])
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return (try decoder.decode(Check.self, from: Data(result.standardOutput.utf8)), result)
  }

  /// Every channel of `channels.csv` by its name, and no good one refused.
  @Test(.needsRealRecordings, arguments: FaultyRecordings.all)
  func namesEveryFaultAndPassesEveryGoodChannel(recording: FaultyRecordings.Recording) throws {
    let (check, result) = try check(recording.path, map: "left-hamstring=1,right-hamstring=2")
    #expect(check.channels.map(\.verdict) == recording.states)
    #expect(check.channels.map(\.usable) == recording.states.map { $0 == "usable" })
    #expect(result.exitCode == 3)
  }

  @Test(arguments: FaultyRecordings.made) func namesMadeFaults(states: [String]) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("run.wav", FaultyRecordings.made(states))
    let (check, result) = try check(path, map: "left-hamstring=1,right-hamstring=2")
    #expect(check.channels.map(\.verdict) == states && result.exitCode == 3)
    #expect(check.channels.map(\.usable) == states.map { $0 == "usable" })
  }

  @Test func aGoodSamplePasses() throws {
    let (check, result) = try check(Samples.path("healthy.wav"), map: "glute=1,hamstring=2")
    #expect(check.usable && result.exitCode == 0)
  }

  @Test(.needsRealRecordings) func aGoodRunPasses() throws {
    let (check, result) = try check(RealRecordings.path("run-p0001.wav"), map: "glute=1,hamstring=2")
    #expect(check.usable && result.exitCode == 0)
  }

  /// A box whose output keeps 7 % of the power in the band of the EMG.
  @Test(.needsRealRecordings) func aSoundCardInputThatRemovesTheEMGIsTold() throws {
    let (check, result) = try check(RealRecordings.path("soundcard/pulse_1.wav"), map: "hamstring=1")
    #expect(check.channels[0].verdict == "filtered" && result.exitCode == 3)
    #expect(
      check.channels[0].words.hasPrefix("the input removes the muscle signal: only 7 % of the power is in the EMG band")
    )
    #expect(result.standardError.contains("the header declares 188,464 bytes but the file holds 188,460"))
    #expect(result.standardError.hasSuffix("\nglutecue: Channel 1 (hamstring) is filtered.\n"))
  }
}

@Suite struct CheckCommandTests {
  /// Nothing can be said about a channel then, good or bad.
  @Test func lessThanASecondIsNoCheck() throws {
    let folder = try TemporaryFolder()
    let samples = try Samples.healthy(seconds: 1).prefix(2 * 1200)
    _ = try folder.file("run.wav", WAVBytes(Array(samples)).bytes)
    let arguments = ["check", "--input", "wav:run.wav", "--map", "glute=1,hamstring=2"]
    let result = try GlutecueProcess.run(arguments, in: folder.path)
    #expect(result.standardOutput == "" && result.exitCode == 65)
    #expect(
      result.standardError
        == "glutecue: 0.6 s are too short for a check. It needs about 10 s, in which each muscle contracts and rests.\n"
    )
    let json = try GlutecueProcess.run(arguments + ["--format", "json"], in: folder.path)
    #expect(json.standardOutput.contains("\"channels\" : [\n\n  ]") && json.exitCode == 65)
    #expect(json.standardOutput.contains("\"too_short\" : true") && json.standardOutput.contains("\"usable\" : false"))
  }

  @Test func theSqueezeTestTellsExchangedChannels() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/me.wav"
    #expect(
      try GlutecueProcess.run(["simulate", "--calibration", "--calibration-fault", "swapped", "--output", path])
        .exitCode
        == 0)
    let result = try GlutecueProcess.run(["check", "--input", "wav:" + path, "--squeeze"])
    #expect(result.exitCode == 3)
    #expect(
      result.standardError
        == "glutecue: Glute and hamstring are swapped: each channel answers to the other muscle. Swap the two "
        + "plugs, or their numbers in --map.\n")
  }

  @Test func aDeviceThatIsNotThereIsSaid() throws {
    let result = try GlutecueProcess.run(["check", "--input", "alsa:hw:99", "--map", "glute=1"])
    #expect(result.exitCode != 0)
    #expect(result.standardError.hasPrefix("glutecue: alsa:hw:99"), "\(result.standardError)")
  }

  @Test func anInputThatIsNeitherIsRefused() throws {
    let result = try GlutecueProcess.run(["check", "--input", "hw:7", "--map", "glute=1"])
    #expect(result.exitCode == 64)
    #expect(
      result.standardError
        == "glutecue: --input hw:7 is neither a file nor alsa:DEVICE nor lsl:NAME. Did you mean alsa:hw:7? Examples: --input run.wav, --input alsa:hw:1. "
        + "`glutecue devices` lists the devices.\n")
  }
}

/// What strides tell while an input is checked.
@Suite struct CheckOfStridesTests {
  @Test func swappedChannelsAreToldWithTheMapThatWouldBeRight() throws {
    let folder = try TemporaryFolder()
    let made = try GlutecueProcess.run(["simulate", "--output", "run.wav", "--duration", "30"], in: folder.path)
    #expect(made.exitCode == 0)
    let right = try GlutecueProcess.run(
      ["check", "--input", "wav:run.wav", "--map", "glute=1,hamstring=2"], in: folder.path)
    #expect(right.exitCode == 0 && !right.standardOutput.contains("Note:"))
    let swapped = try GlutecueProcess.run(
      ["check", "--input", "wav:run.wav", "--map", "glute=2,hamstring=1"], in: folder.path)
    #expect(swapped.exitCode == 0)
    #expect(
      swapped.standardOutput.contains("Note: Glute and hamstring look swapped: the channel mapped as glute is ")
        && swapped.standardOutput.contains("use --map hamstring=2,glute=1."), "\(swapped.standardOutput)")
  }

  @Test func oneSignalOnBothChannelsCannotBeUsed() throws {
    let folder = try TemporaryFolder()
    _ = try GlutecueProcess.run(
      ["simulate", "--output", "one.wav", "--duration", "20", "--map", "glute=1"], in: folder.path)
    let one = try folder.bytes("one.wav")
    let start = try #require(one.firstRange(of: Array("data".utf8))?.upperBound) + 4
    let samples = Array(one[start...])
    var both = WAVBytes([])
    for place in stride(from: 0, to: samples.count - 1, by: 2) {
      let sample = [samples[place], samples[place + 1]]
      both.data += sample + sample
    }
    try Data(both.bytes).write(to: URL(filePath: folder["both.wav"]))
    let result = try GlutecueProcess.run(
      ["check", "--input", "wav:both.wav", "--map", "glute=1,hamstring=2"], in: folder.path)
    #expect(result.exitCode == 3)
    #expect(result.standardError == "glutecue: Channel 1 (glute) is copied. Channel 2 (hamstring) is copied.\n")
  }
}
