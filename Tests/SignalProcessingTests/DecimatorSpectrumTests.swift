import SignalProcessing
import TestSupport
import Testing

@Suite struct DecimatorSpectrumTests {
  static let rates: [Double] = [500, 1000, 3600, 4000, 8000, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000]
  /// What the compensation by `bandGain` may leave; the band-pass itself is held to 1 % (0.09 dB).
  private static let flatness = 0.1
  /// What folds onto the band must lie this far below the signal: 70 dB is 12 bits of a converter.
  private static let rejection = 70.0

  /// The amplitude that a sine of amplitude 1 has after decimation, at the frequency where it lands.
  private func gain(at hertz: Double, rate: Double) throws -> Double {
    var rig = try DecimatorRig(rate: rate)
    let core = rig.plan.outputRate.value
    let output = rig.process(Tone(hertz: hertz, rate: rate).samples(count: Int(0.5 * rate))).samples
    let landed = abs(hertz - core * (hertz / core).rounded())
    // the first 60 ms are the filters' own start
    return Tone(hertz: landed, rate: core).measured(in: output.dropFirst(Int(0.06 * core))).amplitude
  }

  @Test(arguments: rates)
  func gainIsThatOfBandGain(rate: Double) throws {
    let rig = try DecimatorRig(rate: rate)
    let highest = 0.45 * rig.plan.outputRate.value
    for hertz in [10.0, 30, 50, 120, 200, 310, 400, 450] where hertz <= highest {
      let declared = rig.bandGain(at: hertz)
      let left = decibels(try gain(at: hertz, rate: rate) / declared)
      #expect(abs(left) < Self.flatness, "\(hertz) Hz")
      // what has to be made up for is little, so that noise is not raised
      #expect(abs(decibels(declared)) < 1.5, "\(hertz) Hz")
    }
  }

  @Test(arguments: rates.filter { $0 >= 3600 })
  func nothingFoldsOntoTheBand(rate: Double) throws {
    let core = try DecimationPlan(inputRate: .init(rate)).outputRate.value
    var worst = -Double.infinity
    for multiple in 1...Int(rate / 2 / core + 0.5) {
      for away in [-450, -440, -250.0, -30, 30, 250, 440, 450] {
        let hertz = Double(multiple) * core + away
        if hertz < rate / 2 { worst = max(worst, decibels(try gain(at: hertz, rate: rate))) }
      }
    }
    #expect(worst < -Self.rejection)
  }
}
