import EMGUnits
import Testing

@Suite struct FrequencyBandTests {
  @Test func theUpperCornerFollowsTheSampleRate() throws {
    #expect(try FrequencyBand.surfaceEMG.limited(to: 2000) == .surfaceEMG)
    #expect(try FrequencyBand.surfaceEMG.limited(to: 500) == FrequencyBand(low: 30, high: 225))
  }

  @Test func lessThanAnOctaveIsRefused() {
    let message = "Band 200–450 Hz leaves less than an octave below 225 Hz, the most that a 500 Hz sample rate allows."
    #expect(throws: ConfigurationError(message)) { try FrequencyBand(low: 200, high: 450).limited(to: 500) }
  }

  @Test(arguments: [(Hertz(0), Hertz(450)), (-30, 450), (.init(.nan), 450), (30, .init(.infinity))])
  func cornersArePositiveNumbers(low: Hertz, high: Hertz) {
    let band = FrequencyBand(low: low, high: high)
    #expect(throws: ConfigurationError("Band \(band) must have two positive corners, for example 30–450 Hz.")) {
      try band.limited(to: 2000)
    }
  }

  @Test func isWrittenWithItsUnit() {
    #expect("\(FrequencyBand.surfaceEMG)" == "30–450 Hz" && "\(FrequencyBand(low: 30.5, high: 225))" == "30.5–225 Hz")
    #expect("\(Hertz(2004.5))" == "2004.5 Hz" && Hertz(30) < Hertz(30.1))
  }
}
