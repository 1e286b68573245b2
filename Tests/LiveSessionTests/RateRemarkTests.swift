import LiveSession
import Testing

/// What a wrong rate does to the results is told with its numbers.
@Suite struct RateRemarkTests {
  @Test func aSlowDeviceMakesTimesShortAndCadenceHigh() {
    #expect(
      RateRemark(measured: 44_100.3, nominal: 48_000).text == """
        The sound card delivered 44100 frames a second instead of 48000, by the clock of the computer. So all times here are too \
        short (the true ones are 1.088 times as long), and cadence and frequencies too high (the true ones are 0.919 times \
        those told); ratios and verdicts hardly change. Try another --rate.
        """)
  }

  @Test func aFastOneTheOtherWayRound() {
    let text = RateRemark(measured: 50_000, nominal: 48_000).text
    #expect(text.contains("too long (the true ones are 0.960 times as long)"))
    #expect(text.contains("too low (the true ones are 1.042 times those told)"))
  }
}
