import EMGUnits
import Simulation

/// A whole simulated recording, taken apart into channels, in microvolts.
struct Rendered {
  let rate: Double
  let strides: [TruthStride]
  let channels: [[Double]]

  init(_ plan: SimulationPlan) throws {
    var simulator = try EMGSimulator(plan)
    let samples = simulator.render(frames: simulator.frameCount)
    let count = simulator.channelCount
    let scale = 1000 * plan.fullScaleMillivolts
    rate = plan.sampleRate.value
    strides = simulator.strides
    channels = (0..<count).map { channel in
      stride(from: channel, to: samples.count, by: count).map { Double(samples[$0]) * scale }
    }
  }

  /// The samples of a 1-based channel between two times in seconds.
  func samples(_ channel: Int, from start: Double = 0, to end: Double = .infinity) -> ArraySlice<Double> {
    let all = channels[channel - 1]
    let last = end.isFinite ? min(Int(end * rate), all.count) : all.count
    return all[Int(start * rate)..<last]
  }

  /// RMS of a 1-based channel between two times, microvolts.
  func rms(_ channel: Int, from start: Double = 0, to end: Double = .infinity) -> Double {
    samples(channel, from: start, to: end).rms
  }
}

extension Collection<Double> {
  var mean: Double { reduce(0, +) / Double(count) }
  var rms: Double { (reduce(0) { $0 + $1 * $1 } / Double(count)).squareRoot() }
  var standardDeviation: Double {
    let mean = mean
    return map { $0 - mean }.rms
  }
  /// Standard deviation over mean.
  var variation: Double { standardDeviation / mean }
}

/// Pearson correlation.
func correlation(_ a: some Collection<Double>, _ b: some Collection<Double>) -> Double {
  let (meanA, meanB) = (a.mean, b.mean)
  return zip(a, b).map { ($0 - meanA) * ($1 - meanB) }.mean / (a.standardDeviation * b.standardDeviation)
}

/// A plan without noise, motion or variability, to which a test adds what it is about.
func barePlan(_ map: String, rate: Hertz = 1000, course: [CourseSegment]) throws -> SimulationPlan {
  var plan = SimulationPlan(sampleRate: rate, channels: try ChannelMap(parsing: map), course: course)
  plan.electrodeNoiseMicrovolts = 0
  plan.motion = 0
  plan.strideVariability = 0
  for muscle in Muscle.allCases { plan[muscle].amplitudeVariability = 0 }
  return plan
}
