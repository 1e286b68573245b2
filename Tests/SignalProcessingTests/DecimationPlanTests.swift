import EMGUnits
import SignalProcessing
import Testing

@Suite struct DecimationPlanTests {
  @Test(arguments: [
    (500.0, 1, 1), (1000, 1, 1), (2000, 1, 1), (3599, 1, 1), (3600, 1, 2), (8000, 1, 4), (16_000, 2, 4),
    (22_050, 2, 6), (44_100, 7, 3), (48_000, 4, 6), (96_000, 8, 6), (192_000, 16, 6),
  ])
  func dividesToAboutTwoKilohertz(rate: Double, averaging: Int, sinc: Int) throws {
    let plan = try DecimationPlan(inputRate: Hertz(rate))
    #expect(plan.averagingFactor == averaging)
    #expect(plan.sincFactor == sinc)
    #expect(plan.factor == averaging * sinc)
    #expect(plan.outputRate.value == rate / Double(averaging * sinc))
  }

  /// Every whole rate that a device might have. Worst is 4800 Hz, half-way between a division by 2 and by 3.
  @Test func theCoreRateIsCloseToTwoKilohertz() throws {
    var rates: [Double] = []
    for rate in stride(from: 3600.0, through: 192_000, by: 1) {
      let output = try DecimationPlan(inputRate: Hertz(rate)).outputRate.value
      rates.append(output)
      #expect(output >= 1700 || (4800...5100).contains(rate), "\(rate) Hz gives \(output) Hz")
    }
    #expect(try #require(rates.min()) >= 1600)
    #expect(try #require(rates.max()) <= 2400)
  }

  @Test(arguments: [
    (499.0, "499 Hz"), (192_001, "192001 Hz"), (.nan, "nan Hz"), (.infinity, "inf Hz"), (-48_000, "-48000 Hz"),
  ])
  func otherRatesAreRefused(rate: Double, words: String) {
    let message = "Sample rate \(words) is not between 500 Hz and 192000 Hz."
    #expect(throws: ConfigurationError(message)) { try DecimationPlan(inputRate: Hertz(rate)) }
  }
}
