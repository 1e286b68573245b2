import Biofeedback
import GaitAnalysis
import Glibc
import Testing

@Suite struct LegEvidenceTests {
  private func evidence(
    crosstalk: Float? = nil, level: Float? = nil, fit: (own: Double, crossed: Double)? = nil
  ) -> LegEvidence {
    LegEvidence(
      crosstalk: crosstalk, level: level, patternFit: fit.map { PatternFit(own: $0.own, crossed: $0.crossed) },
      tuning: CoreTuning())
  }

  /// 20 dB for a whole correlation, less the glute's level against the hamstring: above 5 mapped, below −5 exchanged.
  @Test(arguments: [
    (Float(-8), 0.8, 0.4, LegEvidence.Order.mapped), (8, 0.4, 0.8, .exchanged), (0, 0.6, 0.5, .unclear),
    (-8, 0.5, 0.6, .mapped), (8, 0.6, 0.5, .exchanged), (8, 0.9, 0.4, .unclear), (-18, 0.5, 0.9, .mapped),
  ])
  func orderIsToldByLevelAndShape(level: Float, own: Double, crossed: Double, order: LegEvidence.Order) {
    #expect(evidence(level: level, fit: (own, crossed)).order == order)
    // exchanged channels give the opposite
    let opposite: LegEvidence.Order = order == .mapped ? .exchanged : order == .exchanged ? .mapped : .unclear
    #expect(evidence(level: -level, fit: (crossed, own)).order == opposite)
  }

  @Test func withoutBothNothingIsSaid() {
    #expect(evidence(level: -8).order == nil)
    #expect(evidence(fit: (0.8, 0.4)).order == nil)
    #expect(!evidence().hasCrosstalk && !evidence().isFaint)
  }

  @Test(arguments: [(Float(0.039), false), (0.041, true), (0, false), (0.5, true)])
  func crosstalkIsToldFromFourPercentOn(part: Float, isTold: Bool) {
    #expect(evidence(crosstalk: part).hasCrosstalk == isTold)
  }

  /// Healthy people lie between −18 and +3 dB.
  @Test(arguments: [(Float(-18.5), false), (-19.5, true), (3, false)])
  func aGluteFarBelowPeoplesIsFaint(level: Float, isFaint: Bool) {
    #expect(evidence(level: level).isFaint == isFaint)
  }

  @Test func crosstalkIsAveragedFromTheFourthStrideOn() {
    var tally = LegTally()
    for part in [0.9, 0.9, 0.9] as [Float] { tally.add(crosstalk: part) }
    #expect(tally.meanCrosstalk == nil)
    for part in [0.04, 0.06] as [Float] { tally.add(crosstalk: part) }
    #expect(abs((tally.meanCrosstalk ?? 0) - 0.05) < 1e-6)
  }

  /// Ratios of 1/4 and 1 have the geometric mean 1/2: −6 dB.
  @Test func theLevelIsAGeometricMean() {
    var tally = LegTally()
    #expect(tally.meanLevel == nil)
    tally.add(StrideFlags(), glute: 0.02, hamstring: 0.08)
    tally.add(StrideFlags(), glute: 0.05, hamstring: 0.05)
    #expect(abs((tally.meanLevel ?? 0) + 6.02) < 0.01)
  }

  @Test func stridesWithSomethingWrongDoNotCount() {
    var flags = [StrideFlags](repeating: StrideFlags(), count: 4)
    flags[0].gap = true
    flags[1].inferred = true
    flags[2].glute = .clipped
    flags[3].hamstring = .off
    var tally = LegTally()
    for flag in flags { tally.add(flag, glute: 1, hamstring: 1) }
    tally.add(StrideFlags(), glute: nil, hamstring: 1)
    tally.add(StrideFlags(), glute: 0, hamstring: 1)
    tally.add(StrideFlags(), glute: 1, hamstring: nil)
    #expect(tally.meanLevel == nil)
  }

  @Test func silentStridesAreCounted() {
    var tally = LegTally()
    var unproven = StrideFlags()
    unproven.unproven = true
    tally.add(unproven, glute: 0.1, hamstring: 1)
    tally.add(StrideFlags(), glute: 0.1, hamstring: 1)
    tally.addResting()
    #expect(tally.unproven == 1 && tally.resting == 1)
  }

  /// A glute that rests in most strides is a muscle at rest, whatever it is measured against.
  @Test func moreThanHalfOfTheStridesSilentIsMostly() {
    var tally = LegTally()
    #expect(!tally.isMostlySilent)
    for isSilent in [true, false] { tally.add(isSilent: isSilent) }
    #expect(!tally.isMostlySilent)
    tally.add(isSilent: true)
    #expect(tally.isMostlySilent)
  }
}
