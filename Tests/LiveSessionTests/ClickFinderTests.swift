import LiveSession
import TestSupport
import Testing

/// The first sample of each click, and nothing else.
@Suite struct ClickFinderTests {
  private static let rate = 48_000

  /// A noise of so much amplitude, with clicks of a millisecond at these frames.
  private func found(noise level: Float, clicks: [Int], height: Float = 0.2, seconds: Int = 4) -> [Int] {
    var signal = SeededNoise.uniform(seed: 21, count: seconds * Self.rate).map { level * $0 }
    for click in clicks { for n in click..<click + 48 { signal[n] = height } }
    var finder = ClickFinder(rate: Self.rate)
    return signal.indices.filter { finder.add(signal[$0]) }
  }

  private static let clicks = (2..<15).map { 12_063 * $0 }

  @Test(arguments: [Float(0), 0.0005, 0.005, 0.02])
  func eachClickBeginsOnItsFrame(noise: Float) {
    #expect(found(noise: noise, clicks: Self.clicks) == Self.clicks)
  }

  @Test(arguments: [Float(0), 0.0005, 0.02, 0.3])
  func noiseIsNoClick(level: Float) { #expect(found(noise: level, clicks: []).isEmpty) }

  @Test func whatIsQuieterThanEverythingBeforeIsNoClick() {
    #expect(found(noise: 0, clicks: Self.clicks, height: 0.004).isEmpty)
  }

  @Test func negativeClicksAreClicksToo() {
    #expect(found(noise: 0.001, clicks: Self.clicks, height: -0.2) == Self.clicks)
  }

  @Test func anEchoIsNoSecondClick() {
    let echoes = Self.clicks + Self.clicks.map { $0 + 960 }
    #expect(found(noise: 0.001, clicks: echoes) == Self.clicks)
  }
}
