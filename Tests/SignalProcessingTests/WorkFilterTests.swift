import EMGUnits
import Glibc
import SignalProcessing
import TestSupport
import Testing

@Suite struct WorkFilterTests {
  private func filtered(_ signal: [Float], rate: Double, count: Int) -> [Float] {
    let filter = WorkFilter(rate: Hertz(rate))
    var target = [Float](repeating: .nan, count: count)
    filter.process(signal, count: count, into: &target)
    return target
  }

  /// (2 sin π f k)² / √6 with the lag in whole samples; at 333 Hz and 3 ms that is 0.
  @Test(arguments: [25.0, 90, 167, 333], [1000.0, 2000, 2205])
  func theGainIsTheFormulas(hertz: Double, rate: Double) {
    let filter = WorkFilter(rate: Hertz(rate))
    let tone = Tone(hertz: hertz, rate: rate)
    let found = tone.measured(in: filtered(tone.samples(count: 4000), rate: rate, count: 3900)).amplitude
    let expected = pow(2 * sin(.pi * hertz * Double(filter.lag) / rate), 2) / 6.0.squareRoot()
    // single precision, and the window's leakage
    #expect(abs(found - expected) < 1e-3)
  }

  /// The figures that its description gives, rounded there.
  @Test(arguments: [(25.0, 0.09), (50, 0.4), (90, 1), (167, 1.6), (333, 0)])
  func theGainIsAsDescribed(hertz: Double, gain: Double) {
    let tone = Tone(hertz: hertz, rate: 2000)
    let found = tone.measured(in: filtered(tone.samples(count: 4000), rate: 2000, count: 3900)).amplitude
    #expect(abs(found - gain) < 0.09)
  }

  @Test(arguments: [500.0, 1000, 2205, 3600]) func whiteNoiseKeepsItsPower(rate: Double) {
    let noise = SeededNoise.normal(seed: 6, count: 40_100)
    // 40 000 samples tell a level to half a percent, neighbours a lag apart being related to a whole
    #expect(abs(rms(filtered(noise, rate: rate, count: 40_000)) / rms(noise) - 1) < 0.02)
  }

  @Test(arguments: [500.0, 1000, 2000, 2205, 3600]) func theLagIsThreeMilliseconds(rate: Double) {
    let filter = WorkFilter(rate: Hertz(rate))
    // to half a sample
    #expect(abs(Double(filter.lag) - 0.003 * rate) <= 0.5)
    #expect(filter.lead == 2 * filter.lag)
  }

  /// Eight at a time and the rest one by one are the same, whatever the length; nothing behind the end is written.
  @Test(arguments: 1...20) func anyLengthGivesTheSameValues(count: Int) {
    let noise = SeededNoise.normal(seed: 7, count: 64)
    let lag = WorkFilter(rate: 1000).lag
    var target = [Float](repeating: 99, count: 24)
    WorkFilter(rate: 1000).process(noise, count: count, into: &target)
    for i in 0..<count {
      let expected = (noise[i] - 2 * noise[i + lag] + noise[i + 2 * lag]) / Float(6).squareRoot()
      #expect(abs(target[i] - expected) < 1e-6)
    }
    #expect(target[count...].allSatisfy { $0 == 99 })
  }

  @Test func offsetAndSlowDriftDoNotPass() {
    let drift = (0..<400).map { Float(0.5) + 0.001 * Float($0) }
    #expect(filtered(drift, rate: 1000, count: 390).allSatisfy { abs($0) < 1e-6 })
  }
}
