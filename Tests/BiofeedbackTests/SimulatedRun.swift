import EMGUnits
import Simulation

/// A minute of simulated running: glute and hamstring, 48 kHz, 16 bit, with strides in which the glute is silent, weak,
/// and hum that begins to be removed on the way.
enum SimulatedRun {
  static let rate: Hertz = 48_000
  static let channelCount = 2
  static let frameCount = samples.count / channelCount
  static let map = "glute=1,hamstring=2"

  static let samples: [Int16] = {
    do {
      var plan = SimulationPlan(
        sampleRate: rate, channels: try ChannelMap(parsing: map),
        course: [
          .running(seconds: 42), .standing(seconds: 4), .running(seconds: 14),
        ])
      plan.seed = 7
      plan.gluteEvents = [.stops(strides: 30...34), .weak(strides: 40...44, factor: 0.5)]
      plan.mains = MainsHum(frequency: 50.03, level: 0.2)
      var simulator = try EMGSimulator(plan)
      return simulator.render(frames: simulator.frameCount).map { Int16(($0 * 32_767).rounded()) }
    } catch {
      fatalError("the simulated run: \(error)")
    }
  }()
}
