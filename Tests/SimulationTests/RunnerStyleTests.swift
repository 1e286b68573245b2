import EMGUnits
import Simulation
import Testing

@Suite struct RunnerStyleTests {
  private func amplitude(_ name: BurstName, _ muscle: Muscle, _ style: RunnerStyle) -> Double {
    style.bursts(of: muscle, .running).first { $0.name == name }?.amplitude ?? 0
  }

  @Test func presetsAreWhatTheirNamesSay() {
    let hamstring = RunnerStyle.hamstringStanceDominant
    #expect(
      amplitude(.hamstringStance, .hamstrings, hamstring) > amplitude(.hamstringSwing, .hamstrings, hamstring))
    let glute = RunnerStyle.gluteSwingDominant
    #expect(amplitude(.gluteSwing, .gluteusMaximus, glute) > amplitude(.gluteContact, .gluteusMaximus, glute))
    #expect(amplitude(.gluteSwing, .gluteusMaximus, .typical) < 0.5)
  }

  @Test func randomPeopleAreSpreadAsPeopleAre() {
    let people = (0..<2000).map { RunnerStyle.random(seed: $0) }
    let swing = people.map { amplitude(.gluteSwing, .gluteusMaximus, $0) }
    // 18 of 30 people above 30 %, 9 of 30 above the main burst; 2000 draws know a share to 1.1 %.
    let tolerance = 0.04
    #expect(abs(Double(swing.filter { $0 > 0.3 }.count) / 2000 - 0.6) < tolerance)
    #expect(abs(Double(swing.filter { $0 > 1 }.count) / 2000 - 0.3) < tolerance)
    #expect(RunnerStyle.random(seed: 5) == people[5])
    #expect(Set(people).count == people.count)
  }

  @Test func everyRandomPersonIsAValidPlan() throws {
    var plan = SimulationPlan(sampleRate: 1000, channels: try ChannelMap(parsing: "glute=1"), seconds: 5)
    for seed in UInt64(0)..<500 {
      plan.style = .random(seed: seed)
      try plan.validate()
    }
  }

  @Test func anAdjustmentMovesAndScalesItsBurst() throws {
    var style = RunnerStyle.typical
    style[.hamstringSwing] = BurstAdjustment(amplitude: 0.5, shiftPercent: 3, width: 2)
    let burst = try #require(style.bursts(of: .hamstrings, .running).first)
    #expect((burst.onsetPercent, burst.offsetPercent, burst.amplitude) == (-28, 16, 0.5))
  }
}
