import EMGUnits
import Simulation
import Testing

@Suite struct MainsHumTests {
  @Test(arguments: [(Hertz(50.03), 1.0), (Hertz(60), 0.1)])
  func humHasTheFrequencyAndLevelAsked(frequency: Hertz, level: Double) throws {
    let plan = try barePlan("hamstring=1", course: [.running(seconds: 200)])
    var humming = plan
    humming.mains = MainsHum(frequency: frequency, level: level)
    let (quiet, loud) = (try Rendered(plan), try Rendered(humming))
    let hum = zip(loud.channels[0], quiet.channels[0]).map(-)
    let lines = MainsHum.harmonics.map {
      power(hum, at: Double($0.order) * frequency.value, rate: 1000).squareRoot() / quiet.rms(1)
    }
    // The level refers to the plan's EMG; the EMG rendered in 200 s differs from it by about 1 %, and the recording's
    // filter takes 0.5 % of it away. The filter passes hum up to 400 Hz within 1 %.
    let tolerance = 0.06
    for (line, harmonic) in zip(lines, MainsHum.harmonics) where Double(harmonic.order) * frequency.value < 400 {
      #expect(abs(line / (level * harmonic.level) - 1) < tolerance)
    }
    // 0.03 Hz aside, 200 s of a pure line hold six whole beats and cancel.
    let beside = power(hum, at: frequency.value + 0.03, rate: 1000).squareRoot() / quiet.rms(1)
    #expect(beside < 0.01 * level)
  }

  @Test func humIsTheOnlyThingThatChanges() throws {
    var plan = SimulationPlan(sampleRate: 1000, channels: try ChannelMap(parsing: "glute=1"), seconds: 5)
    let quiet = try Rendered(plan)
    plan.mains = MainsHum(frequency: 50, level: 1)
    #expect(try Rendered(plan).strides == quiet.strides)
  }
}
