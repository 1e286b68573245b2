import Foundation
import TestSupport
import Testing

/// Everything that a sound card does wrong, once in each direction, in one session: it goes on, counts what is lost, and is
/// judging strides again soon. `scripts/live-faults.py` does the same twenty times at random moments.
@Suite struct LiveFaultTests {
  private static let rate = 48_000
  /// The gap's end against the card's own: its clock is seen through the least of many wake-ups, and through them a busy
  /// machine's. Measured without load: 1 to 3 frames.
  private static let mostError = 480
  private static let mostStrides = 5.0
  /// Asked for is a second.
  private static let mostSecondsUntilTold = 2.0

  @Test func survivesThemAll() throws {
    var device = try LiveCard.running(seconds: 34, silent: 16...60)
    device.faults = [
      VirtualFault(at: 14, .xrun), VirtualFault(at: 17.5, .stall(seconds: 0.9)),
      VirtualFault(at: 22, .suspend(seconds: 0.5)), VirtualFault(at: 26.5, .unplug(seconds: 0.4)),
    ]
    device.playbackFaults = [
      VirtualFault(at: 14.7, .xrun), VirtualFault(at: 19, .stall(seconds: 5)),
      VirtualFault(at: 23.5, .unplug(seconds: 0.3)),
    ]
    let live = try LiveCard(device)
    let result = try live.live(["--duration", "33"], tone: true) { _ in
      // another program takes the device while it is away, for a moment
      try live.wait { !live.captureEvents(.unplug).isEmpty }
      live.card.occupy()
      usleep(700_000)
      live.card.release()
    }
    #expect(result.exitCode == 0 && result.standardError == "")
    try expectGaps(live)
    try expectWords(result.standardOutput)
    try expectStridesAgain(live)
    try live.expectReplayEquals()
    let again = live.playbackEvents(.start)
    let faults = live.playbackEvents(.xrun) + live.playbackEvents(.stall) + live.playbackEvents(.unplug)
    #expect(faults.allSatisfy { fault in again.contains { $0.seconds > fault.seconds } })
  }

  /// What is recorded behind each gap is what the card's log says that it began with, at nearly that place in time.
  private func expectGaps(_ live: LiveCard) throws {
    let (gaps, recorded) = (try live.gaps(), try live.recorded())
    let input = try #require(live.card.device.input).leftJustified
    let starts = live.captureEvents(.start).map(\.frame)
    #expect(gaps.count >= 4 && starts.count == gaps.count + 1)
    for (gap, start) in zip(gaps, starts.dropFirst()) {
      #expect(abs(gap.upperBound - start) <= Self.mostError)
      #expect(recorded[2 * gap.lowerBound..<2 * gap.upperBound].allSatisfy { $0 == 0 })
      let following = recorded[2 * gap.upperBound..<2 * (gap.upperBound + 4800)]
      #expect(Array(following) == Array(input[2 * start..<2 * (start + 4800)]))
    }
  }

  private func expectWords(_ output: String) throws {
    let lines = output.split(separator: "\n")
    for words in [
      "input: the computer was too slow, samples were lost",
      "input: the sound card delivers nothing, though it reports no error",
      "input: the computer or the sound card was put to sleep",
      "input: the sound card is gone: unplugged, or its sound server has ended; waiting for it",
      "tone: the headphones are gone; no beeps until they are back, the recording continues",
      "tone: the headphones are back", "tone: the headphones' buffer ran empty for a moment",
    ] { #expect(lines.contains { $0.hasSuffix("  " + words) }, "\(words)") }
    #expect(lines.count { $0.contains("  input: back, ") } >= 4)
    #expect(lines.contains { $0.contains("beep: fault") })
  }

  /// Every stride's glute is silent, so a cue is due in the first one that can be judged.
  private func expectStridesAgain(_ live: LiveCard) throws {
    let cues = try StrideTableFile(live.folder["session/cues.csv"]).rows.filter { $0["kind"] == "silent" }
    for gap in try live.gaps() {
      let end = Double(gap.upperBound) / Double(Self.rate)
      let next = try #require(cues.first { $0.number("time_s") > end }).number("time_s")
      #expect((next - end) / 0.737 < Self.mostStrides)
    }
  }
}
