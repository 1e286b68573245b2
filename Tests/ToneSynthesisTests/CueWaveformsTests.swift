import EMGUnits
import Glibc
import Testing
import ToneSynthesis

@Suite struct CueWaveformsTests {
  /// What a cue may leave outside its band: inaudible under any running noise.
  static let stray = 1e-6  // −60 dB of the energy
  /// Rounding of a sample to 24 bits, with room for a sum of partials.
  static let rounding: Float = 1e-6

  @Test(arguments: sampleRates, CueKind.allCases)
  func energyStaysInTheBand(rate: Hertz, kind: CueKind) throws {
    let spectrum = EnergySpectrum(try wholeCue(kind, sampleRate: rate), sampleRate: rate)
    #expect(spectrum.shareOutside(CueSound(kind).band) < Self.stray)
  }

  @Test(arguments: sampleRates, CueKind.allCases)
  func verdictsSoundWhereBreathAndTrafficLeaveRoom(rate: Hertz, kind: CueKind) throws {
    let spectrum = EnergySpectrum(try wholeCue(kind, sampleRate: rate), sampleRate: rate)
    let share = spectrum.share(of: FrequencyBand(low: 1000, high: 4000))
    #expect(kind == .fault ? share < 0.001 : share > 0.95)
  }

  @Test(arguments: sampleRates, CueKind.allCases)
  func lastsAsLongAsDeclared(rate: Hertz, kind: CueKind) throws {
    let declared = try ToneRenderer(sampleRate: rate).frameCount(of: kind)
    let output = try play([Request(kind: kind, at: 0)], frames: declared + 1000, sampleRate: rate)
    #expect(output.firstIndex { $0 != 0 } == 0)
    #expect(output.lastIndex { $0 != 0 } == declared - 1)
    // Each pulse and each gap is rounded to whole frames.
    let pieces = Double(2 * CueSound(kind).pulses.count - 1)
    #expect(abs(Double(declared) - CueSound(kind).durationSeconds * rate.value) <= pieces / 2)
  }

  @Test(arguments: sampleRates, CueKind.allCases)
  func reachesItsLevelButNeverMoreThanThePeak(rate: Hertz, kind: CueKind) throws {
    let sum = Float(CueSound(kind).pulses[0].partials.reduce(0) { $0 + $1.amplitude })
    let peak = try wholeCue(kind, sampleRate: rate).reduce(0) { max($0, abs($1)) }
    #expect(peak <= sum + Self.rounding)
    #expect(sum <= Float(CueSound.peakAmplitude))
    // Partials 3 : 2 apart, or sampled four times a cycle at 8 kHz, never peak all at one sample.
    #expect(peak >= 0.7 * sum)
  }

  @Test(arguments: sampleRates, CueKind.allCases)
  func stepsNoFartherThanItsPartialsAndRampsDo(rate: Hertz, kind: CueKind) throws {
    let output = try wholeCue(kind, sampleRate: rate)
    let bound = stepBound(CueSound(kind), rate)
    #expect(abs(output[0]) <= bound && abs(output[output.count - 1]) <= bound)
    for n in output.indices.dropFirst() { #expect(abs(output[n] - output[n - 1]) <= bound) }
  }

  @Test(arguments: sampleRates, CueKind.allCases)
  func soundsAtItsPitch(rate: Hertz, kind: CueKind) throws {
    let first = CueSound(kind).pulses[0]
    let count = Int(first.durationSeconds * rate.value)
    let spectrum = EnergySpectrum(Array(try wholeCue(kind, sampleRate: rate).prefix(count)), sampleRate: rate)
    let tolerance = 1 / first.durationSeconds  // the resolution of so short a pulse
    #expect(first.partials.contains { abs($0.frequency.value - spectrum.peak.value) <= tolerance })
  }
}

/// The farthest that one sample may be from the one before: the partials at their steepest and the slope of a ramp.
func stepBound(_ sound: CueSound, _ rate: Hertz) -> Float {
  let tones = sound.pulses.map { pulse in
    pulse.partials.reduce(0) { $0 + $1.amplitude * 2 * sin(.pi * $1.frequency.value / rate.value) }
  }
  let ramp = CueSound.peakAmplitude * .pi / (2 * CueSound.rampSeconds * rate.value)
  return Float((tones.max() ?? 0) + ramp) + CueWaveformsTests.rounding
}
