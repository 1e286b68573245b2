import EMGUnits
import Simulation
import Testing

@Suite struct EMGSpectrumTests {
  /// Stated medians: 94, 109 and 63 Hz. 120 s in 1 s pieces know the median to 1 Hz; bins are 1 Hz apart.
  private static let tolerance = 3.0

  @Test(arguments: [(EMGSpectrum.typical, 94.0), (.thinSkin, 109), (.underFat, 63)])
  func medianFrequencyIsAsStated(spectrum: EMGSpectrum, median: Double) throws {
    var plan = try barePlan("glute=1", rate: 2000, course: [.standing(seconds: 120)])
    plan[.gluteusMaximus].tonic = 1
    plan[.gluteusMaximus].spectrum = spectrum
    let rendered = try Rendered(plan)
    let pieces = (0..<120).map { rendered.samples(1, from: Double($0), to: Double($0 + 1)) }
    let found = Spectrum(pieces, rate: 2000, upTo: 1000).median()
    #expect(abs(found - median) < Self.tolerance)
    // The amplitude is the RMS of the whole spectrum; 240,000 samples know it to 0.5 %.
    #expect(abs(rendered.rms(1) / 62 - 1) < 0.02)
  }

  @Test func medianFrequencyOfABurstIsPhysiological() throws {
    let plan = try barePlan("hamstring=1", rate: 2000, course: [.running(seconds: 200)])
    let rendered = try Rendered(plan)
    let bursts = rendered.strides.map { stride in
      let start = stride.contactSeconds - 0.19 * stride.durationSeconds
      return rendered.samples(1, from: start, to: start + 1).prefix(256)
    }
    let median = Spectrum(bursts, rate: 2000, upTo: 1000).median()
    // Surface EMG in running: 90–120 Hz; bins are 8 Hz apart.
    #expect((88...112).contains(median))
  }
}
