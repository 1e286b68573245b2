import Foundation
import Glibc
import Recording
import TestSupport
import Testing

/// How a session on a sound card is ended, marked, and outlives its terminal and its headset.
@Suite struct LiveControlTests {
  /// Asked for is a second; a machine that is busy with other tests gets another.
  private static let mostSeconds = 2.0
  /// Half a second of two 16-bit channels at 48 kHz.
  private static let halfASecond = 96_000

  private func grow(_ live: LiveCard, by bytes: Int = halfASecond) throws {
    let before = live.recordedBytes
    try live.wait { live.recordedBytes >= before + bytes }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func endsWithinASecondWithItsSummary(signal: Int32) throws {
    let live = try LiveCard(LiveCard.running(seconds: 5))
    var asked = Date.now
    let result = try live.live([], tone: true) { process in
      try grow(live, by: 9 * Self.halfASecond)
      asked = .now
      kill(process.processIdentifier, signal)
    }
    #expect(Date.now.timeIntervalSince(asked) < Self.mostSeconds)
    #expect(result.exitCode == 0 && result.standardError == "")
    #expect(result.standardOutput.contains("\nalsa:\(live.card.name): "))
    #expect(try live.folder.bytes("session/summary.json").last == UInt8(ascii: "\n"))
    #expect(try live.recorded().count / 2 >= 4 * 48_000)
    try live.expectReplayEquals()
  }

  @Test func goesOnWithoutItsTerminalAndMarksMoments() throws {
    let live = try LiveCard(LiveCard.running(seconds: 5))
    let result = try live.live([]) { process in
      try grow(live)
      kill(process.processIdentifier, SIGHUP)
      try grow(live)
      let marks = { (try? Sidecar.load(beside: live.folder["session/recording.wav"]))??.markers.count ?? 0 }
      for count in 1...2 {
        kill(process.processIdentifier, SIGUSR1)
        try live.wait { marks() == count }
      }
      kill(process.processIdentifier, SIGTERM)
    }
    #expect(result.standardOutput.split(separator: "\n").count { $0.hasSuffix("  marked") } == 2)
    let sidecar = try #require(try Sidecar.load(beside: live.folder["session/recording.wav"]))
    #expect(sidecar.markers.map(\.label) == ["mark", "mark"])
    let frames = sidecar.markers.map(\.frame)
    let last = try live.recorded().count / 2
    #expect(frames[0] >= 48_000 && frames[0] <= frames[1] && frames[1] <= last)
  }

  @Test func theSessionEndsAfterItsDuration() throws {
    let live = try LiveCard(LiveCard.running(seconds: 5))
    let result = try live.live(["--duration", "0.7"])
    #expect(result.standardError.hasPrefix("glutecue: No strides found: the recording lasts 0."))
    #expect(result.standardError.hasSuffix(" s, and finding the rhythm takes at least 3 s of running or walking.\n"))
    #expect(result.exitCode == 4)
    // a look at the rings every 10 ms, on a busy machine
    #expect((33_600..<60_000).contains(try live.recorded().count / 2))
  }

  @Test func aHeadsetMayGoAndComeBack() throws {
    let live = try LiveCard(LiveCard.running(seconds: 5))
    let result = try live.live([], tone: true) { process in
      try grow(live)
      live.card.pull(.playback)
      try live.wait { !live.playbackEvents(.gone).isEmpty }
      let starts = live.playbackEvents(.start).count
      try grow(live)
      live.card.plugIn(.playback)
      try live.wait { live.playbackEvents(.start).count > starts }
      try grow(live)
      kill(process.processIdentifier, SIGINT)
    }
    let words = result.standardOutput.components(separatedBy: "\n").compactMap { line in
      let parts = line.components(separatedBy: "  tone: ")
      return parts.count == 2 && !parts[1].contains("ran empty") ? parts[1] : nil
    }
    #expect(
      words == [
        "the headphones are gone; no beeps until they are back, the recording continues", "the headphones are back",
      ])
    #expect(try live.gaps().isEmpty && live.captureEvents(.start).count == 1)
    let recorded = try live.recorded()
    let input = try #require(live.card.device.input).leftJustified
    #expect(recorded == Array((input + input + input).prefix(recorded.count)))
  }

  /// Every sound once before the session, as loud as asked for: half of full scale times the volume.
  @Test func theTestToneComesFirst() throws {
    let live = try LiveCard(LiveCard.running(seconds: 5))
    let result = try live.live(["--duration", "0.3", "--test-tone", "--volume", "60"], tone: true)
    #expect(result.exitCode == 4)
    let played = try #require(live.playbackEvents(.start).first).seconds
    let captured = try #require(live.captureEvents(.start).first).seconds
    // four sounds with half a second behind each
    #expect(captured - played > 2)
    guard case .int16(let samples) = live.card.played else {
      Issue.record("the card plays 16 bits")
      return
    }
    let peak = samples.reduce(0) { max($0, abs(Int($1))) }
    // no sample of a sound is above half of full scale, and the loudest is near it
    #expect((0.54 * 0.5...0.6 * 0.5).contains(Double(peak) / 32_768))
  }
}
