import EMGUnits
import Simulation
import Testing

/// People whose muscles were recorded, and those between them.
@Suite struct MeasuredPersonTests {
  private static let measured = MeasuredPerson.all.flatMap { person in
    person.patterns.keys.sorted { $0.rawValue < $1.rawValue }.map { Measured(person: person, gait: $0) }
  }

  struct Measured: CustomTestStringConvertible {
    let person: MeasuredPerson
    let gait: Gait
    var testDescription: String { "\(person.name) \(gait.rawValue)" }
  }

  @Test func everyNameIsOfOnePersonAndEveryGaitIsThere() {
    #expect(Set(MeasuredPerson.all.map(\.name)).count == MeasuredPerson.all.count)
    #expect(Self.measured.count { $0.gait == .running } == 3)
    #expect(Self.measured.count { $0.gait == .walking } == 20)
  }

  /// The signal's RMS, phase by phase, is the person's pattern: peak, place and the quiet.
  @Test(arguments: measured) func theSignalHasThePattern(measured: Measured) throws {
    let strides = 80.0
    let cadence = try #require(measured.person.patterns[measured.gait]).stridesPerMinute
    var plan = try barePlan(
      "glute=1,hamstring=2", rate: 2000,
      course: [
        measured.gait == .running
          ? .running(seconds: 60 * strides / cadence, stridesPerMinute: cadence)
          : .walking(seconds: 60 * strides / cadence, stridesPerMinute: cadence)
      ])
    plan.fullScaleMillivolts = 50
    measured.person.apply(to: &plan)
    plan.burstJitterSeconds = 0
    for muscle in [Muscle.gluteusMaximus, .hamstrings] {
      plan[muscle].electrodeNoiseMicrovolts = 0
      plan[muscle].movementMicrovolts = 0
      plan[muscle].tonic = 0
      plan[muscle].amplitudeVariability = 0
    }
    let rendered = try Rendered(plan)
    let pattern = try #require(measured.person.patterns[measured.gait])
    for (channel, muscle) in [(1, Muscle.gluteusMaximus), (2, .hamstrings)] {
      let samples = rendered.channels[channel - 1]
      let parts = 16
      let highest = muscle == .gluteusMaximus ? pattern.gluteMicrovolts : pattern.hamstringMicrovolts
      for part in 0..<parts {
        var squares: [Double] = []
        for stride in rendered.strides {
          let from = stride.contactSeconds + stride.durationSeconds * Double(part) / Double(parts)
          let first = Int(from * 2000)
          let count = Int(stride.durationSeconds * 2000) / parts
          squares += samples[first..<min(first + count, samples.count)].map { $0 * $0 }
        }
        var expected = 0.0
        for fine in 0..<20 {
          let place = (Double(part) + (Double(fine) + 0.5) / 20) / Double(parts)
          let value = highest * (try #require(pattern.value(of: muscle, at: place)))
          expected += value * value / 20
        }
        // 80 strides of 1/16 stride hold some 600 independent samples: the RMS is known to 3 %
        let tolerance = 0.12 * expected.squareRoot() + 0.004 * highest
        #expect(abs(squares.mean.squareRoot() - expected.squareRoot()) < tolerance, "\(muscle) \(part)")
      }
    }
  }

  @Test func levelsAreThePersons() throws {
    let person = try #require(MeasuredPerson.all.first { $0.name == "overground-runner" })
    var plan = try barePlan("glute=1,hamstring=2", course: [.running(seconds: 60), .walking(seconds: 60)])
    person.apply(to: &plan)
    #expect(plan[.gluteusMaximus].amplitudeMicrovolts == 443)
    plan[.gluteusMaximus].movementMicrovolts = 0
    plan[.gluteusMaximus].electrodeNoiseMicrovolts = 0
    let rendered = try Rendered(plan)
    // walking as measured, not at the level of running
    let ratio = rendered.rms(1, from: 62, to: 118) / rendered.rms(1, from: 2, to: 58)
    #expect(ratio > 0.3 && ratio < 0.5)
  }

  @Test func mixedPeopleAreDifferentAndValid() throws {
    var plan = SimulationPlan(
      sampleRate: 1000, channels: try ChannelMap(parsing: "glute=1,hamstring=2"),
      course: [.running(seconds: 5), .walking(seconds: 5)])
    var styles: Set<RunnerStyle> = []
    for seed in UInt64(0)..<300 {
      MeasuredPerson.mixed(seed: seed).apply(to: &plan)
      try plan.validate()
      styles.insert(plan.style)
    }
    #expect(styles.count == 300)
    #expect(MeasuredPerson.mixed(seed: 4) == .mixed(seed: 4))
  }

  /// One stride's event ends where its piece does: the neighbours keep all of theirs.
  @Test func aSilentStrideTakesNothingFromItsNeighbours() throws {
    let person = try #require(MeasuredPerson.all.first { $0.name == "level-runner" })
    var plan = try barePlan("glute=1", rate: 2000, course: [.running(seconds: 20)])
    person.apply(to: &plan)
    plan[.gluteusMaximus].tonic = 0
    plan[.gluteusMaximus].electrodeNoiseMicrovolts = 0
    plan[.gluteusMaximus].movementMicrovolts = 0
    var silent = plan
    silent.gluteEvents = [.stops(strides: 10...10)]
    let (healthy, changed) = (try Rendered(plan), try Rendered(silent))
    let stride = healthy.strides[9]
    let length = stride.durationSeconds
    let same = { (from: Double, to: Double) in
      healthy.samples(1, from: from, to: to) == changed.samples(1, from: from, to: to)
    }
    #expect(same(0, stride.contactSeconds - 0.52 * length))
    #expect(same(stride.contactSeconds + 0.62 * length, 20))
    #expect(changed.rms(1, from: stride.contactSeconds - 0.3 * length, to: stride.contactSeconds + 0.4 * length) == 0)
  }
}
