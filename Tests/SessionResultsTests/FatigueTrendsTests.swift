import Biofeedback
import EMGUnits
import SessionResults
import TestSupport
import Testing

@Suite struct FatigueTrendsTests {
  private static let minutes = 20
  /// Of steady running: consecutive strides scatter by some 5 Hz.
  private static let scatterHertz: Float = 5
  private static let seeds = 200
  /// 5 % are to be expected; of 200 trials the 95th percentile is 7.5 %.
  private static let mostSignificant = 16

  /// Strides of noise around a course; `carry` is how much of a stride's deviation the next one keeps.
  private func fatigue(
    seed: UInt64, minutes: Int = Self.minutes, hertzPerTenMinutes: Float = 0, carry: Float = 0
  ) -> [SessionSummary.Fatigue] {
    var noise = SeededNoise(seed: seed)
    var trends = FatigueTrends()
    var deviation: Float = 0
    for number in 1...Int(Double(minutes) * 60 / MadeStride.seconds) {
      deviation = carry * deviation + (1 - carry * carry).squareRoot() * noise.normal()
      let elapsed = Float(Double(number) * MadeStride.seconds / 600)
      let frequency = 80 + hertzPerTenMinutes * elapsed + Self.scatterHertz * deviation
      trends.add(
        MadeStride.stride(number, .firing, glute: MadeStride.muscle(1 + 0.2 * deviation, frequency: frequency)))
    }
    return trends.summary
  }

  /// Carries of 0, and of 0.98, which is felt for 50 strides, most of a minute.
  @Test(arguments: [Float(0), 0.98]) func noiseIsSeldomCalledATrend(_ carry: Float) throws {
    let significant = try (1...UInt64(Self.seeds)).count { seed in
      try #require(fatigue(seed: seed, carry: carry).first?.medianFrequencyHz).isSignificant
    }
    #expect(significant <= Self.mostSignificant)
  }

  @Test func aKnownFallIsFound() throws {
    for seed in UInt64(1)...20 {
      let trend = try #require(fatigue(seed: seed, hertzPerTenMinutes: -4).first?.medianFrequencyHz)
      #expect(trend.isSignificant)
      // 20 medians of 85 strides: standard error of the slope about 0.3 Hz per 10 minutes
      #expect(abs(trend.perTenMinutes + 4) < 1.2)
      #expect(trend.lower <= trend.perTenMinutes && trend.perTenMinutes <= trend.upper)
      #expect(trend.minutes == Self.minutes)
    }
  }

  @Test func activationIsInPercentOfItsReference() throws {
    var trends = FatigueTrends()
    for number in 1...857 {
      let activation = 1 - Float(Double(number) * MadeStride.seconds / 6000)
      trends.add(MadeStride.stride(number, .firing, hamstring: MadeStride.muscle(activation)))
    }
    let hamstring = try #require(trends.summary.first)
    #expect(hamstring.muscle == "hamstring" && hamstring.medianFrequencyHz == nil)
    #expect(abs(try #require(hamstring.activationPercent).perTenMinutes + 10) < 0.01)
  }

  @Test func fewerThanFiveMinutesHaveNoTrend() {
    #expect(fatigue(seed: 1, minutes: 4).isEmpty)
    #expect(!fatigue(seed: 1, minutes: 5).isEmpty)
  }

  @Test func stridesThatSayNothingAreLeftOut() {
    var trends = FatigueTrends()
    var off = StrideFlags()
    off.glute = .off
    for number in 1...1000 {
      let muscle = MadeStride.muscle(1, frequency: 80)
      trends.add(MadeStride.stride(number, number.isMultiple(of: 2) ? .unusable : .firing, glute: muscle, flags: off))
    }
    #expect(trends.summary.isEmpty)
  }
}
