import EMGUnits
import Simulation
import Testing

@Suite struct ActivationProfileTests {
  /// Mean RMS of 2 % of the stride at a place in percent, over all strides, against the muscle's amplitude.
  private func level(_ rendered: Rendered, at percent: Double, amplitude: Double) -> Double {
    let squares = rendered.strides.compactMap { stride -> Double? in
      let centre = stride.contactSeconds + percent / 100 * stride.durationSeconds
      let half = 0.01 * stride.durationSeconds
      guard centre > half, stride.endSeconds < 399 else { return nil }
      let rms = rendered.rms(1, from: centre - half, to: centre + half)
      return rms * rms
    }
    return squares.mean.squareRoot() / amplitude
  }

  @Test(arguments: Muscle.allCases, Gait.allCases)
  func burstsSitWhereTheTableSays(muscle: Muscle, gait: Gait) throws {
    let segment = CourseSegment(.moving(gait), seconds: 400, stridesPerMinute: gait.usualStridesPerMinute)
    var plan = try barePlan("\(muscle.rawValue)=1", rate: 2000, course: [segment])
    plan.burstJitterSeconds = 0
    plan[muscle].tonic = 0
    let rendered = try Rendered(plan)
    let amplitude = plan[muscle].amplitudeMicrovolts
    let bursts = plan.style.bursts(of: muscle, gait)
    for burst in bursts where burst.amplitude > 0.3 * (bursts.map(\.amplitude).max() ?? 1) {
      let peak = level(rendered, at: (burst.onsetPercent + burst.offsetPercent) / 2, amplitude: amplitude)
      // 500 strides × 2 % of a stride × about 200 Hz: some 1500 independent values know an RMS to 3 %. The width varies
      // by 8 %, and neighbouring bursts reach in.
      #expect(abs(peak / burst.amplitude - 1) < 0.12)
    }
    if let main = bursts.first {
      let onset = level(rendered, at: main.onsetPercent, amplitude: amplitude)
      // 30 % of the peak by definition; neighbours and the rising width add to it.
      #expect((0.25...0.45).contains(onset / main.amplitude))
    }
  }

  @Test func standingHasTonicActivityAndNoBursts() throws {
    var plan = try barePlan(
      "glute=1,hamstring=2,calf=3", course: [.running(seconds: 5), .standing(seconds: 5), .walking(seconds: 5)])
    for muscle in Muscle.allCases { plan[muscle].tonic = 0 }
    // 25 ms: half the length of the recording's filter.
    let still = try Rendered(plan)
    for channel in 1...3 { #expect(still.samples(channel, from: 5.025, to: 9.975).allSatisfy { $0 == 0 }) }
    plan[.gluteusMaximus].tonic = 0.04
    // 4 % of 62 µV; 5 s × 200 Hz of independent values know the RMS to 3 %.
    #expect((2.2...2.7).contains(try Rendered(plan).rms(1, from: 5.1, to: 9.9)))
  }
}
