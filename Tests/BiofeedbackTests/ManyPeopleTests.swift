import Biofeedback
import EMGUnits
import Simulation
import Testing

/// A hundred simulated people, most of them with the patterns of people who were recorded, not with the bursts of the
/// paper that the tracker's patterns come from. `scripts/healthy-strides.py` does the same with more strides.
@Suite struct ManyPeopleTests {
  private static let people = 100

  /// One of the hundred: another pattern, cadence, stride-to-stride variability of 10–30 % and another day's electrodes.
  private func plan(_ number: Int, strides: Double) throws -> SimulationPlan {
    let isWalking = number % 5 >= 3
    let cadence = isWalking ? Double(52 + number % 11) : Double(76 + number % 17)
    let seconds = 60 * strides / cadence
    var plan = SimulationPlan(
      sampleRate: 1000, channels: try ChannelMap(parsing: "glute=1,hamstring=2"), seconds: seconds,
      stridesPerMinute: cadence, gait: isWalking ? .walking : .running)
    plan.seed = UInt64(1000 + number)
    switch number % 5 {
    case 0: plan.style = .random(seed: UInt64(number))
    case 1, 3: MeasuredPerson.mixed(seed: UInt64(number)).apply(to: &plan)
    default:
      let gait: Gait = isWalking ? .walking : .running
      let known = MeasuredPerson.all.filter { $0.patterns[gait] != nil }
      known[number / 5 % known.count].apply(to: &plan)
    }
    for muscle in [Muscle.gluteusMaximus, .hamstrings] {
      plan[muscle].amplitudeVariability = 0.1 + 0.2 * Double(number) / Double(Self.people - 1)
    }
    plan.electrodeDay = ElectrodeDay(seed: UInt64(number))
    return plan
  }

  /// Healthy strides: fewer than one false cue in 1,000, of all kinds together.
  @Test func healthyPeopleHearHardlyAFalseCue() throws {
    var strides = 0
    var cues: [String] = []
    for number in 0..<Self.people {
      let live = try AnalysedRun(try plan(number, strides: 101), mode: .live)
      strides += live.strides.count
      cues += live.cues.map { "person \(number): \($0.kind.rawValue) in stride \($0.stride)" }
    }
    #expect(strides > 9000)
    #expect(1000 * cues.count < strides, "\(cues)")
  }
}
