import GaitAnalysis
import Testing

@Suite struct ContactAnchorTests {
  private static let count = StridePhase.count
  /// One grid point, 0.8 % of the stride.
  private static let point = 1 / Double(StridePhase.count)

  /// People's amplitudes over a stride; in walking those around contact, by which it is refined.
  private func people(_ period: Double) -> (glute: [Float], hamstring: [Float]) {
    let pattern = CanonicalPattern()
    pattern.draw(periodSeconds: period)
    return (
      (0..<Self.count).map { pattern.gluteNear[$0] }, (0..<Self.count).map { pattern.hamstringNear[$0] }
    )
  }

  /// The cycle as it looks when contact lies `points` grid points later.
  private func turned(_ cycle: [Float], by points: Int) -> [Float] {
    (0..<Self.count).map { cycle[($0 - points + 2 * Self.count) % Self.count] }
  }

  private func fit(
    _ cycle: (glute: [Float], hamstring: [Float]), weights: (Float, Float) = (1, 1), period: Double,
    near known: Double? = nil
  ) -> ContactAnchor.Fit {
    ContactAnchor().fit(
      glute: cycle.glute, hamstring: cycle.hamstring, weights: weights, periodSeconds: period, near: known)
  }

  @Test(arguments: [0.6, 0.72, 0.84, 1.0, 1.15]) func turnedPatternsAreTurnedBack(period: Double) {
    let cycle = people(period)
    for points in stride(from: -64, to: 64, by: 3) {
      let here = (turned(cycle.glute, by: points), turned(cycle.hamstring, by: points))
      let found = fit(here, period: period)
      #expect(abs(StridePhase.wrapped(found.phase - Double(points) * Self.point)) <= Self.point, "\(points)")
      #expect(found.correlation > 0.9)
      // a tenth of a stride away nothing fits nearly as well
      #expect(found.lead > 0.1)
    }
  }

  /// Neither the level nor what lies below the bursts says where contact is.
  @Test(arguments: [0.72, 1.1]) func levelAndOffsetChangeNothing(period: Double) {
    let cycle = people(period)
    let plain = fit(cycle, period: period)
    let other = fit(
      (cycle.glute.map { 1e-4 * $0 + 3e-5 }, cycle.hamstring.map { 50 * $0 + 4 }), period: period)
    #expect(abs(other.phase - plain.phase) < 0.1 * Self.point)
    #expect(abs(other.correlation - plain.correlation) < 1e-3)
  }

  @Test(arguments: [(Float(1), Float(0)), (0, 1)], [0.72, 1.1])
  func aMuscleWithoutWeightIsLeftOut(weights: (Float, Float), period: Double) {
    var cycle = people(period)
    let rubbish = (0..<Self.count).map { Float(($0 * 37) % 11) }
    if weights.0 == 0 { cycle.glute = rubbish } else { cycle.hamstring = rubbish }
    let here = (turned(cycle.glute, by: 20), turned(cycle.hamstring, by: 20))
    let found = fit(here, weights: weights, period: period)
    #expect(abs(found.phase - 20 * Self.point) <= 2 * Self.point)
  }

  /// A second stride pattern half a stride later, a tenth higher: it would take contact away in the middle of a run.
  @Test(arguments: [0.72, 1.1]) func whereContactIsKnownItStays(period: Double) {
    let cycle = people(period)
    let both = { (values: [Float]) in
      zip(values, self.turned(values, by: 64)).map { $0 + 1.1 * $1 }
    }
    let here = (both(cycle.glute), both(cycle.hamstring))
    #expect(abs(fit(here, period: period).phase) > 0.4)
    let found = fit(here, period: period, near: 0)
    #expect(abs(found.phase) <= 2 * Self.point)
    // and the other place is told as the better one
    #expect(found.lead < 0)
  }

  @Test func twoPlacesThatFitAlikeHaveNoLead() {
    let cycle = people(0.72)
    let both = { (values: [Float]) in zip(values, self.turned(values, by: 64)).map { $0 + $1 } }
    #expect(abs(fit((both(cycle.glute), both(cycle.hamstring)), period: 0.72).lead) < 0.01)
  }

  /// The glute's pattern on the hamstring's channel and the other way round fits worse by far.
  @Test(arguments: [0.72, 1.1]) func exchangedMusclesFitWorse(period: Double) {
    let cycle = people(period)
    let mapped = fit(cycle, period: period).correlation
    let exchanged = fit((cycle.hamstring, cycle.glute), period: period).correlation
    #expect(mapped - exchanged > 0.1)
  }

  @Test func aFlatCycleFitsNothing() {
    let flat = [Float](repeating: 0.01, count: Self.count)
    let found = fit((flat, flat), period: 0.72)
    #expect(found.correlation == 0)
    #expect(found.phase.isFinite && found.lead == 0)
  }
}
