import LiveSession
import TestSupport
import Testing

/// Where on the input's clock a moment of the computer's clock lies.
@Suite struct StreamClockTests {
  private static let second = 1_000_000_000
  private static let begin = 5_000_000_000_000

  /// Wakes up for periods of 5 ms at 48 kHz, on a device whose clock runs at `rate`, as late as `lateness` says.
  private func run(
    _ clock: inout StreamClock, periods: Range<Int>, rate: Double = 48_000, lateness: (Int) -> Int
  ) -> [Int] {
    periods.map { n in
      let position = 240 * n
      let arrival = Self.begin + Int(Double(position) * 1e9 / rate)
      return clock.note(position: position, at: arrival + lateness(n))
    }
  }

  @Test func latenessIsWhatItIs() {
    var clock = StreamClock(rate: 48_000)
    _ = run(&clock, periods: 0..<10) { _ in 0 }
    let told = run(&clock, periods: 10..<20) { 1000 * $0 }
    // the origin leaks up by 300 ppm: 1.5 µs in a period of 5 ms
    #expect(zip(told, 10..<20).allSatisfy { abs($0 - 1000 * $1) <= 20_000 })
  }

  @Test func aPositionIsExactHoweverLateWeWere() {
    var clock = StreamClock(rate: 48_000)
    var noise = SeededNoise(seed: 3)
    _ = run(&clock, periods: 0..<2000) { _ in Int.random(in: 0...3_000_000, using: &noise) / 8 * 8 }
    // the earliest of many wakings is late by little, 3 ms / 200 in the second that the leak forgets
    let at = Self.begin + 20 * Self.second
    let position = clock.position(at: at)
    #expect(position.map { abs($0 - 960_000) <= 24 } == true)
  }

  @Test(arguments: [-100e-6, 100e-6])
  func aDeviceThatKeepsToItsRateWithin100PPMIsFollowed(error: Double) {
    var clock = StreamClock(rate: 48_000)
    let rate = 48_000 * (1 + error)
    let told = run(&clock, periods: 0..<120_000, rate: rate) { _ in 0 }
    #expect(told.allSatisfy { $0 >= 0 && $0 < 1_000_000 })
    // after ten minutes
    let at = Self.begin + Int(28_800_000 / rate * 1e9)
    #expect(clock.position(at: at).map { abs($0 - 28_800_000) <= 2 } == true)
  }

  @Test func aDeviceThatStoodStillIsTakenAnew() {
    var clock = StreamClock(rate: 48_000)
    _ = run(&clock, periods: 0..<200) { _ in 0 }
    let told = run(&clock, periods: 200..<600) { _ in 300_000_000 }
    #expect(told[0] >= 299_000_000)
    #expect(told.suffix(100).allSatisfy { abs($0) < 1_000_000 })
  }

  @Test func aBriefStumbleChangesNothing() {
    var clock = StreamClock(rate: 48_000)
    _ = run(&clock, periods: 0..<200) { _ in 0 }
    _ = run(&clock, periods: 200..<300) { _ in 100_000_000 }
    #expect(run(&clock, periods: 300..<301) { _ in 0 } == [0])
    #expect(clock.position(at: Self.begin + 2 * Self.second) == 96_000)
  }

  @Test func beforeTheFirstFrameThereIsNoPosition() {
    #expect(StreamClock(rate: 48_000).position(at: 5) == nil)
  }
}
