import SignalProcessing
import TestSupport
import Testing

@Suite struct ChannelStatisticsTests {
  /// Of 10 s of noise, filters' ends included.
  private static let tolerance = 0.02
  /// Of the swing: what the decimation adds where the constant begins.
  private static let overshoot = 0.05

  @Test(arguments: [1000.0, 2000, 48_000], [SignalChain.Mode.live, .offline])
  func levelsAreThoseOfTheSignal(rate: Double, mode: SignalChain.Mode) throws {
    // a tone in the band, one below it, and a constant
    let count = Int(10 * rate)
    let inside = Tone(hertz: 120, rate: rate).samples(count: count, amplitude: 0.2)
    let below = Tone(hertz: 5, rate: rate).samples(count: count, amplitude: 0.1)
    var rig = try ChainRig(rate: rate, mode: mode)
    _ = rig.process([zip(inside, below).map { 0.3 + $0 + $1 }])
    let statistics = rig.statistics
    #expect(abs(statistics.bandRMS / (0.02).squareRoot() - 1) < Self.tolerance)
    #expect(abs(statistics.rawRMS / (0.025).squareRoot() - 1) < Self.tolerance)
    #expect(abs(statistics.bandShare / 0.8 - 1) < 2 * Self.tolerance)
    #expect(abs(statistics.peakToPeak / 0.6 - 1) < Self.overshoot)
    #expect(statistics.clipped == 0 && statistics.invalid == 0 && statistics.firstInvalid == nil)
    // the 60 ms envelope of a steady signal is steady
    #expect(abs(statistics.medianEnvelope / 0.02 - 1) < 0.1)
  }

  @Test(arguments: [1000.0, 48_000], [SignalChain.Mode.live, .offline])
  func whatIsBehindTheEndIsNotCounted(rate: Double, mode: SignalChain.Mode) throws {
    var rig = try ChainRig(rate: rate, mode: mode)
    _ = rig.process([[Float](repeating: 1, count: Int(3 * rate))])
    let statistics = rig.statistics
    #expect(abs(Double(statistics.samples) - 3 * rig.chain.coreRate.value) <= 1)
    #expect(abs(statistics.clipped - statistics.samples) <= 2)
  }

  @Test func unusableSamplesAreCounted() throws {
    var samples = SeededNoise.uniform(seed: 81, count: 4000)
    for n in 1500..<1600 { samples[n] = .infinity }
    var rig = try ChainRig(rate: 1000)
    _ = rig.process([samples])
    #expect(rig.statistics.invalid == 100)
    #expect(rig.statistics.firstInvalid == 1500)
  }
}
