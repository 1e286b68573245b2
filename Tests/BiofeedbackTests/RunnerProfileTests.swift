import Biofeedback
import EMGUnits
import GaitAnalysis
import Testing

/// What a calibration learned, and to which session it belongs.
@Suite struct RunnerProfileTests {
  private func profile(_ map: String = "glute=1,hamstring=2", fullScale: Double? = 10) throws -> RunnerProfile {
    let reference = MuscleReference(
      window: ActivityWindow(on: 0, off: 0.1), amplitude: 0.2, noisePower: 1e-6, rawPower: 0.05)
    let leg = LegProfile(
      leg: nil, strides: 20, strideSeconds: 0.72, spread: 0.2,
      muscles: [.gluteusMaximus: reference, .hamstrings: reference], seed: nil)
    return RunnerProfile(
      map: try ChannelMap(parsing: map), fullScaleMillivolts: fullScale, sampleRate: 2000, name: "profile.json",
      band: .surfaceEMG, legs: [leg], maxima: [ChannelRole(.muscle(.gluteusMaximus)): 0.4])
  }

  @Test func anotherFullScaleScalesEveryAmplitude() throws {
    let scaled = try profile().scaled(toFullScale: 5)
    let glute = try #require(scaled.legs[0].muscles[.gluteusMaximus])
    #expect(glute.amplitude == 0.4 && abs(glute.noisePower - 4e-6) < 1e-12 && scaled.fullScaleMillivolts == 5)
    #expect(scaled.maxima == [ChannelRole(.muscle(.gluteusMaximus)): 0.8])
  }

  @Test func whereOneIsUnknownNothingIsScaled() throws {
    #expect(try profile().scaled(toFullScale: nil) == profile())
    #expect(try profile(fullScale: nil).scaled(toFullScale: 5) == profile(fullScale: nil))
  }

  @Test func otherChannelsAreRefused() throws {
    let message =
      "The profile has glute on channel 1, but glute=2,hamstring=1 was asked for. Use --map glute=1,hamstring=2, or calibrate again."
    let swapped = try ChannelMap(parsing: "glute=2,hamstring=1")
    #expect(throws: ConfigurationError(message)) { try profile().check(map: swapped, band: .surfaceEMG) }
    try profile().check(map: ChannelMap(parsing: "glute=1"), band: .surfaceEMG)
  }

  @Test func anotherBandIsRefused() throws {
    let map = try ChannelMap(parsing: "glute=1,hamstring=2")
    let message =
      "The profile was made in the band 30–450 Hz, but 20–450 Hz was asked for or is all that the sample rate allows; the band decides the ratio. Use --band-hz 30,450, or calibrate again."
    #expect(throws: ConfigurationError(message)) {
      try profile().check(map: map, band: FrequencyBand(low: 20, high: 450))
    }
    // so much a device's rate may shift the upper corner
    try profile().check(map: map, band: FrequencyBand(low: 30, high: 443))
  }

  @Test func maximaHoldForALegOrForBoth() throws {
    #expect(try profile().maxima(of: .left) == [.gluteusMaximus: 0.4])
    #expect(try profile().maxima(of: nil) == [.gluteusMaximus: 0.4])
  }
}
