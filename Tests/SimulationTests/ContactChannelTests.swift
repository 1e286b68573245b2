import EMGUnits
import Simulation
import Testing

@Suite struct ContactChannelTests {
  @Test(arguments: ["contact=1", "left-contact=1", "right-contact=1"])
  func theSwitchIsDownFromContactToToeOff(map: String) throws {
    var plan = SimulationPlan(
      sampleRate: 1000, channels: try ChannelMap(parsing: map),
      course: [.standing(seconds: 3), .running(seconds: 10), .standing(seconds: 3), .walking(seconds: 10)])
    plan.fullScaleMillivolts = 2
    let rendered = try Rendered(plan)
    let signal = rendered.channels[0]
    let rises = signal.indices.dropFirst().filter { signal[$0] >= 500 && signal[$0 - 1] < 500 }
    let falls = signal.indices.dropFirst().filter { signal[$0] < 500 && signal[$0 - 1] >= 500 }
    // One sample at 1 kHz, and half a sample of rounding.
    let tolerance = 0.0015
    for stride in rendered.strides {
      #expect(rises.contains { abs(Double($0) / 1000 - stride.contactSeconds) < tolerance })
      #expect(falls.contains { abs(Double($0) / 1000 - stride.toeOffSeconds) < tolerance })
    }
    // Besides the strides: the steps onto which the person stops or the recording ends.
    #expect(rises.count - rendered.strides.count <= 2)
    // Standing before the first step and after the last.
    for second in [1.0, 14.9] { #expect(abs(rendered.samples(1, from: second, to: second + 0.05).mean - 1000) < 1) }
  }
}
