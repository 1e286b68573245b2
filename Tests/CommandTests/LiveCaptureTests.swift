import Foundation
import Recording
import TestSupport
import Testing

/// A session on a sound card records what the card captured, bit for bit, and its replay gives the same tables.
@Suite struct LiveCaptureTests {
  /// Device seconds in one on the wall; the results do not depend on the computer's clock.
  private static let speed = 8.0
  private static let seconds = 22

  /// A session, and its recording against what stood at the card's input.
  private func session(_ device: VirtualDevice, map: String, seconds: Int) throws -> LiveCard {
    var device = device
    device.speed = Self.speed
    let live = try LiveCard(device, map: map)
    let result = try live.live(["--duration", "\(seconds)", "--buffer", "5000"])
    #expect(result.exitCode == 0 && result.standardError == "")
    let recorded = try live.recorded()
    let input = try #require(device.input).leftJustified
    let frames = recorded.count / device.channels
    // the end is asked for between two looks at the rings
    #expect(frames >= seconds * device.rates[0] && frames < (seconds + 5) * device.rates[0])
    #expect(recorded == Array((input + input).prefix(recorded.count)))
    #expect(try live.gaps().isEmpty)
    #expect(live.captureEvents(.start).map(\.frame) == [0] && live.captureEvents(.xrun).isEmpty)
    try live.expectReplayEquals()
    return live
  }

  @Test(arguments: [(LiveCard.two, DeviceFormat.s16), (LiveCard.eight, .s24Packed)])
  func recordsSimulatedRunningBitForBit(map: String, format: DeviceFormat) throws {
    var device = try LiveCard.running(seconds: 20, map: map, silent: 16...19)
    device.format = format
    let live = try session(device, map: map, seconds: Self.seconds)
    let legs = map == LiveCard.two ? 1 : 2
    #expect(try StrideTableFile(live.folder["session/strides.csv"]).rows.count > 20 * legs)
    let cues = try StrideTableFile(live.folder["session/cues.csv"]).rows
    #expect(cues.filter { $0["kind"] == "silent" }.count >= 3 * legs)
  }

  @Test(.needsRealRecordings) func recordsARealRunBitForBit() throws {
    let reader = try RecordingReader(path: RealRecordings.path("run-p0001.wav"))
    var values = [Int32](repeating: 0, count: reader.frameCount * reader.channelCount)
    _ = try values.withUnsafeMutableBufferPointer { try reader.read(into: $0) }
    var device = VirtualDevice(input: .int32(values))
    device.format = .s24Packed
    device.channels = reader.channelCount
    device.rates = [1000]
    let live = try session(device, map: LiveCard.two, seconds: 29)
    #expect(try StrideTableFile(live.folder["session/strides.csv"]).rows.count >= 33)
  }

  @Test func aCardThatRunsAtAnotherRateThanItSaysIsTold() throws {
    var device = try LiveCard.running(seconds: 5)
    device.lie = 44_100.0 / 48_000 - 1
    let live = try LiveCard(device)
    // the fault is told within a second: the session need not be longer
    let result = try live.live(["--duration", "1.2"])
    let told = result.standardOutput.firstMatch(
      of:
        /0:0(\d\.\d)  input: the sound card delivers (\d+) frames a second instead of 48000; times and frequencies are wrong by that much\. Try another --rate\n/
    )
    let found = try #require(told, "\(result.standardOutput)")
    #expect(Double(found.1) ?? 9 <= 1.1)
    #expect(abs((Double(found.2) ?? 0) / 44_100 - 1) < 0.02)
    // and at the end, also of a quiet session, with what it does to times
    let quiet = try live.live(["--duration", "1.2", "--quiet", "--output", "quiet"])
    let note =
      /The sound card delivered \d+ frames a second instead of 48000, by the clock of the computer\. So all times here are too short/
    #expect(quiet.standardOutput.contains(note))
    let summary = String(decoding: try live.folder.bytes("quiet/summary.json"), as: UTF8.self)
    #expect(summary.contains(note))
    #expect(String(decoding: try live.folder.bytes("quiet/report.html"), as: UTF8.self).contains(note))
  }

  @Test func whatTheCardWasSetToIsSaid() throws {
    var device = try LiveCard.running(seconds: 5)
    device.speed = 20
    let live = try LiveCard(device)
    let result = try live.live(["--duration", "4", "--period", "10", "--buffer", "4000", "--volume", "50"], tone: true)
    let lines = result.standardOutput.split(separator: "\n")
    #expect(
      lines.first == "Input alsa:\(live.card.name): 48000 Hz, 2 channels, 16-bit integer, period 10 ms, buffer 4000 ms."
    )
    #expect(
      lines.dropFirst().first
        == "Tone alsa:\(live.card.name): 48000 Hz, 2 channels, 16-bit integer, period 5 ms, buffer 20 ms.")
  }
}
