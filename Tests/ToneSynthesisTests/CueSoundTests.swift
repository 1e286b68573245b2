import EMGUnits
import Testing
import ToneSynthesis

@Suite struct CueSoundTests {
  @Test(arguments: CueKind.allCases)
  func staysBelowItsPeakAndItsBandHoldsEveryPartial(kind: CueKind) {
    let sound = CueSound(kind)
    for pulse in sound.pulses {
      #expect(pulse.partials.reduce(0) { $0 + $1.amplitude } <= CueSound.peakAmplitude)
      #expect(pulse.partials.allSatisfy { sound.band.low < $0.frequency && $0.frequency < sound.band.high })
      #expect(pulse.durationSeconds > 2 * CueSound.rampSeconds)
    }
  }

  /// Pulses closer than 80–90 ms are heard as one.
  @Test func pulsesAreFarEnoughApartToBeCounted() {
    #expect(CueSound.gapSeconds >= 0.1)
  }

  @Test func everyCueEndsBeforeTheNextStrideOfAFastRunner() {
    let shortestRunningStride = 0.64
    for kind in CueKind.allCases where kind != .fault {
      #expect(CueSound(kind).durationSeconds < shortestRunningStride)
    }
  }

  /// Number of pulses, then pitch: two cues with the same count differ by a fifth or rise.
  @Test func kindsAreToldApart() {
    #expect(CueKind.allCases.map { CueSound($0).pulses.count } == [1, 2, 2, 3])
    let pitches = { (kind: CueKind) in CueSound(kind).pulses.map { $0.partials[0].frequency.value } }
    #expect(pitches(.weak)[0] == pitches(.weak)[1])
    #expect(pitches(.recovered)[1] >= 1.5 * pitches(.recovered)[0])
    #expect(pitches(.silent)[0] >= 1.5 * pitches(.weak)[0])
    #expect(CueSound(.fault).band.high <= CueSound(.silent).band.low)
  }
}
