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
    #expect(CueKind.allCases.map { CueSound($0).pulses.count } == [1, 2, 2, 3, 3, 1, 1])
    let pitches = { (kind: CueKind) in CueSound(kind).pulses.map { $0.partials[0].frequency.value } }
    #expect(pitches(.weak)[0] == pitches(.weak)[1])
    #expect(pitches(.recovered)[1] >= 1.5 * pitches(.recovered)[0])
    #expect(pitches(.silent)[0] >= 1.5 * pitches(.weak)[0])
    #expect(pitches(.silent)[0] >= 1.5 * pitches(.below)[0])
    #expect(pitches(.heartbeat)[0] >= 1.5 * pitches(.below)[0])
    #expect(CueSound(.fault).band.high <= CueSound(.silent).band.low)
    #expect(zip(pitches(.reward), pitches(.reward).dropFirst()).allSatisfy { $1 >= 1.19 * $0 })
    #expect(pitches(.reward)[0] >= 2 * pitches(.fault)[0])
  }

  /// The tick is for whoever listens for it: at most −24 dBFS, short, and far below the beep of a silent stride.
  @Test func theHeartbeatIsSoftAndShort() {
    let level = { (kind: CueKind) in CueSound(kind).pulses[0].partials.reduce(0) { $0 + $1.amplitude } }
    #expect(level(.heartbeat) <= 0.063)
    #expect(level(.heartbeat) <= 0.1 * level(.silent))
    #expect(CueSound(.heartbeat).durationSeconds <= 0.05)
  }
}
