import Foundation
import TestSupport
import Testing

/// When a beep is heard: the card's own clocks and logs say what was captured when, and what was played when.
@Suite struct LiveBeepTests {
  private static let rate = 48_000.0
  /// The playback buffer, two periods, and 5 ms, as asked for.
  private static let mostSeconds = 0.020 + 2 * 0.005 + 0.005
  /// Machines stumble.
  private static let stumbleSeconds = 0.025

  @Test func aBeepComesWithinTheBufferAndTwoPeriods() throws {
    let live = try LiveCard(LiveCard.running(seconds: 18, silent: 16...30))
    let result = try live.live(["--duration", "17"], tone: true)
    #expect(result.exitCode == 0)
    let captured = try #require(live.captureEvents(.start).first).seconds
    let decided = try StrideTableFile(live.folder["session/cues.csv"]).rows.map { captured + $0.number("time_s") }
    let heard = try beginnings(live)
    #expect(decided.count >= 4)
    let latencies = decided.map { at in (heard.first { $0 > at } ?? .infinity) - at }
    // the best of them is not held up by anything; most are not held up by much
    #expect(latencies.allSatisfy { $0 > 0 })
    #expect(latencies.min() ?? .infinity <= Self.mostSeconds)
    #expect(median(latencies) <= Self.mostSeconds + Self.stumbleSeconds)
    #expect(try StrideTableFile(live.folder["session/cues.csv"]).rows.allSatisfy { $0["kind"] == "silent" })
    try live.expectReplayEquals()
  }

  /// The seconds of the card's clock at which sound begins after at least 0.2 s of silence.
  private func beginnings(_ live: LiveCard) throws -> [Double] {
    guard case .int16(let samples) = live.card.played else { return [] }
    let starts = live.playbackEvents(.start)
    var (heard, latest) = ([Double](), Int.min / 2)
    for frame in 0..<samples.count / 2 where samples[2 * frame] != 0 {
      if frame - latest > Int(0.2 * Self.rate) {
        // what was written before a start is what is heard first
        let filled = Int(0.020 * Self.rate)
        let start = try #require(starts.last { $0.frame - filled <= frame })
        heard.append(start.seconds + Double(frame - (start.frame - filled)) / Self.rate)
      }
      latest = frame
    }
    return heard
  }
}
