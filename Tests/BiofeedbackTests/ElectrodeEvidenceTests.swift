import Biofeedback
import EMGUnits
import GaitAnalysis
import SignalProcessing
import TestSupport
import Testing

@Suite struct ElectrodeEvidenceTests {
  private let evidence = ElectrodeEvidence(tuning: EvidenceTuning())
  /// A good electrode: burst 0.1 of full scale, noise 40 dB below, movement a tenth of the burst's power.
  private let usual = MuscleReference(
    window: ActivityWindow(on: -0.02, off: 0.14), amplitude: 0.1, noisePower: 1e-6, rawPower: 0.004,
    movementPower: 0.001)

  /// A stretch like the reference strides, in parts of what is usual: of band power against the noise of rest.
  private func signal(band: Float, movement: Float, raw: Float = 1) -> ElectrodeSignal {
    var signal = ElectrodeSignal()
    signal.bandPower = band * usual.noisePower
    signal.lowestPower = 0.7 * signal.bandPower
    signal.rawPower = raw * usual.rawPower
    signal.laterRawPower = raw * usual.rawPower
    signal.movementPower = movement * usual.movementPower
    return signal
  }

  private func faults(
    _ signal: ElectrodeSignal, usual: MuscleReference? = nil, othersWork: Bool = true
  ) -> ChannelFaults {
    evidence.faults(signal, usual: usual ?? self.usual, othersWork: othersWork)
  }

  /// From the electrode's own noise down to a 0.5 µV electrode's, with movement as the quietest muscle leaves it and more.
  @Test(arguments: [Float(0.004), 0.007, 0.1, 0.29, 1, 5], [Float(0.04), 0.4, 1, 3])
  func aRestingMuscleWithMovementIsNeverDead(band: Float, movement: Float) {
    #expect(faults(signal(band: band, movement: movement)).rawValue == 0)
  }

  /// What recordings show with the cable off: no movement, and a converter's own noise.
  @Test(arguments: [Float(0.000_1), 0.002, 0.1, 0.29]) func aCableThatIsOffIsDead(band: Float) {
    #expect(faults(signal(band: band, movement: 0.000_1)).contains(.dead))
  }

  /// No movement, but the electrode's own noise: a high-pass or a treadmill at rest, not a cable.
  @Test func noiseOfTheElectrodeIsLife() {
    #expect(!faults(signal(band: 0.9, movement: 0)).contains(.dead))
  }

  /// An amplifier with a high-pass never shows movement: only a level far below the noise is a fault.
  @Test(arguments: [(Float(0.004), false), (0.002, true)]) func withoutMovementToGoByOnlyTheLevelTells(
    band: Float, isDead: Bool
  ) {
    let filtered = MuscleReference(
      window: usual.window, amplitude: 0.1, noisePower: 1e-6, rawPower: 0.004, movementPower: 1e-5)
    #expect(faults(signal(band: band, movement: 0), usual: filtered).contains(.dead) == isDead)
  }

  /// Standing still quiets both muscles and all movement.
  @Test(arguments: [Float(0.000_1), 0.1, 1]) func standingStillIsNotDead(band: Float) {
    #expect(faults(signal(band: band, movement: 0), othersWork: false).rawValue == 0)
  }

  /// Below what any converter gives there is nothing, whoever stands still.
  @Test func digitalSilenceIsDeadAtOnce() {
    let nothing = ElectrodeSignal()
    #expect(evidence.faults(nothing, usual: nil, othersWork: false).contains(.dead))
  }

  /// On the skin single strides reach 11 times the raw power, off it 70 times and more.
  @Test(arguments: [(Float(11), false), (19, false), (21, true), (70, true)])
  func anOpenInputIsOff(raw: Float, isOff: Bool) {
    #expect(faults(signal(band: 1, movement: 1, raw: raw)).contains(.off) == isOff)
  }

  /// The later half may hold the whole burst, and so may what is left behind a gap: twice the limit.
  @Test func halvesAndRestsHaveTwiceTheLimit() {
    var later = signal(band: 1, movement: 1, raw: 15)
    later.laterRawPower = 39 * usual.rawPower
    #expect(!faults(later).contains(.off))
    later.laterRawPower = 41 * usual.rawPower
    #expect(faults(later).contains(.off))
    var behindGap = signal(band: 1, movement: 1, raw: 39)
    behindGap.isWhole = false
    #expect(!faults(behindGap).contains(.off))
    behindGap.rawPower = 41 * usual.rawPower
    #expect(faults(behindGap).contains(.off))
  }

  @Test(arguments: [(Float(0.004), false), (0.006, true)]) func halfAPercentOfClippedSamplesIsTheLimit(
    share: Float, isClipped: Bool
  ) {
    var signal = signal(band: 100, movement: 1)
    signal.clippedShare = share
    #expect(faults(signal) == (isClipped ? .clipped : ChannelFaults(rawValue: 0)))
  }

  /// Between bursts half of the burst's amplitude, a quarter of its power.
  @Test(arguments: [(Float(0.24), false), (0.26, true)]) func aLevelBetweenBurstsIsNoise(part: Float, isNoisy: Bool) {
    var signal = signal(band: 5000, movement: 1)
    signal.lowestPower = part * usual.amplitude * usual.amplitude
    #expect(faults(signal).contains(.noisy) == isNoisy)
    signal.isWhole = false
    #expect(!faults(signal).contains(.noisy))
  }

  @Test func numbersThatAreNoneAreInvalid() {
    var signal = signal(band: 100, movement: 1)
    signal.hasInvalid = true
    #expect(faults(signal) == .invalid)
    #expect(evidence.faults(signal, usual: nil, othersWork: true) == .invalid)
  }

  /// Without a reference nothing but silence, clipping and invalid numbers can be told.
  @Test func withoutAReferenceLoudAndQuietAreNoFaults() {
    for (band, raw) in [(0.001, 1), (1, 1000)] as [(Float, Float)] {
      #expect(evidence.faults(signal(band: band, movement: 0, raw: raw), usual: nil, othersWork: true).rawValue == 0)
    }
  }

  /// Movement above a third of rest cannot come from white noise, of which the smoothing leaves 3 %.
  @Test func movementOrTheUsualNoiseProvesAnElectrode() {
    var moving = ElectrodeSignal()
    moving.movementPower = 0.31 * 1e-6
    #expect(evidence.isProven(moving, rest: 1e-6, usual: nil))
    moving.movementPower = 0.03 * 1e-6
    #expect(!evidence.isProven(moving, rest: 1e-6, usual: nil))
    moving.bandPower = 0.31 * usual.noisePower
    #expect(evidence.isProven(moving, rest: 1e-6, usual: usual))
    moving.bandPower = 0.29 * usual.noisePower
    #expect(!evidence.isProven(moving, rest: 1e-6, usual: usual))
  }

  @Test func workIsFourTimesTheNoise() {
    #expect(evidence.works(signal(band: 4.1, movement: 1), usual))
    #expect(!evidence.works(signal(band: 3.9, movement: 1), usual))
  }
}
