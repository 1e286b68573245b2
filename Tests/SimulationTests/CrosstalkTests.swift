import EMGUnits
import Simulation
import Testing

/// The hamstring at the glute's electrode.
@Suite struct CrosstalkTests {
  @Test(arguments: [1, 2, 3, 4, 5], [0.05, 0.1, 0.15])
  func thePartIsAsAsked(seed: UInt64, part: Double) throws {
    var plan = try barePlan("glute=1,hamstring=2", rate: 2000, course: [.running(seconds: 40)])
    plan.seed = seed
    plan.crosstalk = part
    plan[.gluteusMaximus].amplitudeMicrovolts = 0
    let rendered = try Rendered(plan)
    // the filter was scaled on the spectrum; 40 s know an RMS to 2 %
    #expect(abs(rendered.rms(1) / rendered.rms(2) / part - 1) < 0.04)
    // the same signal within 3 ms, not another of the same strength
    let lags = (0...6).map { lag in
      abs(correlation(rendered.channels[0].dropFirst(lag), rendered.channels[1].dropLast(lag)))
    }
    #expect(lags.reduce(0, max) > 0.6)
  }

  @Test func nothingElseChanges() throws {
    var plan = SimulationPlan(
      sampleRate: 1000, channels: try ChannelMap(parsing: "left-glute=1,left-hamstring=2,right-glute=3"), seconds: 10)
    let without = try Rendered(plan)
    plan.crosstalk = 0.1
    let with = try Rendered(plan)
    #expect(with.channels[1] == without.channels[1])
    // each glute hears its own leg's hamstring, recorded or not
    let leaks = [0, 2].map { channel in zip(with.channels[channel], without.channels[channel]).map { $0 - $1 } }
    #expect(leaks.allSatisfy { $0.rms > 5 })
    #expect(abs(correlation(leaks[0], leaks[1])) < 0.1)
  }

  @Test func aRestingGluteStillHearsIt() throws {
    var plan = try barePlan("glute=1,hamstring=2", rate: 2000, course: [.running(seconds: 30)])
    plan.crosstalk = 0.1
    plan.gluteEvents = [.stops(strides: 1...50)]
    let rendered = try Rendered(plan)
    #expect(abs(rendered.rms(1, from: 2, to: 28) / rendered.rms(2, from: 2, to: 28) - 0.1) < 0.01)
  }
}
