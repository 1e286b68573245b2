import EMGUnits
import Testing
import ToneSynthesis

/// What happens when one cue cuts another short, at every moment of it, also while a cross-fade is under way.
@Suite struct CrossFadeTests {
  static let ramp = CueSound.rampSeconds

  /// Weak, then silent over it, then fault 2 ms later, then fault again 3 ms after that.
  private func interrupted(after seconds: Double, rate: Hertz) throws -> [Float] {
    let frame = { (seconds: Double) in Int(seconds * rate.value) }
    let requests = [
      Request(kind: .weak, at: 0), Request(kind: .silent, at: frame(seconds)),
      Request(kind: .fault, at: frame(seconds + 0.002)), Request(kind: .fault, at: frame(seconds + 0.005)),
    ]
    return try play(requests, frames: frame(1.5), sampleRate: rate)
  }

  @Test(arguments: sampleRates, [0.001, 0.005, 0.0451, 0.0873, 0.15, 0.25])
  func doesNotClick(rate: Hertz, seconds: Double) throws {
    let output = try interrupted(after: seconds, rate: rate)
    // Between opposite peaks the fade moves twice as far as a ramp from zero does; the ramp is in stepBound once.
    let fade = Float(CueSound.peakAmplitude * .pi / (2 * Self.ramp * rate.value))
    let bound = (CueKind.allCases.map { stepBound(CueSound($0), rate) }.max() ?? 0) + fade
    for n in output.indices.dropFirst() { #expect(abs(output[n] - output[n - 1]) <= bound) }

    let all = FrequencyBand(low: CueSound(.fault).band.low, high: CueSound(.silent).band.high)
    let stray = EnergySpectrum(output, sampleRate: rate).shareOutside(all)
    #expect(stray < CueWaveformsTests.stray)
  }

  @Test(arguments: sampleRates, [0.001, 0.0451, 0.0873])
  func staysBelowThePeak(rate: Hertz, seconds: Double) throws {
    let limit = Float(CueSound.peakAmplitude) + CueWaveformsTests.rounding
    #expect(try interrupted(after: seconds, rate: rate).allSatisfy { abs($0) <= limit })
  }

  @Test func leavesTheNewCueAloneOnceTheRampIsOver() throws {
    let output = try play(
      [Request(kind: .weak, at: 0), Request(kind: .silent, at: 2000)], frames: 20000, sampleRate: 48000)
    let cue = try wholeCue(.silent, sampleRate: 48000)
    let ramp = Int(Self.ramp * 48000)
    #expect(Array(output[2000 + ramp..<2000 + cue.count]) == Array(cue[ramp...]))
    #expect(output[(2000 + cue.count)...].allSatisfy { $0.bitPattern == 0 })
  }
}
