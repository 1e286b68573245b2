import EMGUnits
import Simulation
import Testing

@Suite struct ElectrodeNoiseTests {
  @Test(arguments: [Hertz(1000), 2000, 48_000])
  func noiseHasTheLevelAskedBetween30And450Hz(rate: Hertz) throws {
    var plan = try barePlan("glute=1", rate: rate, course: [.standing(seconds: 30)])
    plan[.gluteusMaximus].tonic = 0
    plan.electrodeNoiseMicrovolts = 4
    let rendered = try Rendered(plan)
    // Half-second pieces: bins of 2 Hz; a Hann window's power is 3/8.
    let length = Int(rate.value / 2)
    let pieces = (0..<(rate < 4000 ? 60 : 8)).map { rendered.channels[0][(length * $0)..<(length * ($0 + 1))] }
    let spectrum = Spectrum(pieces, rate: rate.value, upTo: 450)
    let inBand = spectrum.powers[15...].reduce(0, +) * 2 / Double(pieces.count)
    let rms = (inBand / (0.375 * Double(length) * Double(length))).squareRoot()
    // The slow parts add 2–3 %, a 1 kHz recording's filter takes 2 %; 4 s of noise know an RMS to 2 %.
    #expect((3.7...4.3).contains(rms))
  }
}
