import EMGUnits
import Foundation
import Recording
import Simulation
import TestSupport

/// A recording in memory, real or made, and what can be done to it.
struct RealRun {
  /// Interleaved frames, full scale ±1.
  var samples: [Float]
  let channelCount: Int
  var rate: Double

  var frameCount: Int { samples.count / channelCount }

  /// Channels 1 to 3 of a recording: glute, biceps femoris, semitendinosus.
  init(_ name: String) throws {
    let reader = try RecordingReader(path: RealRecordings.path(name))
    var all = [Float](repeating: 0, count: reader.frameCount * reader.channelCount)
    let frames = try all.withUnsafeMutableBufferPointer { try reader.read(into: $0) }
    channelCount = 3
    rate = reader.sampleRate.value
    samples = (0..<frames).flatMap { frame in (0..<3).map { all[frame * reader.channelCount + $0] } }
  }

  /// A made one: a simulated runner at 1 kHz, whose glute and two hamstring channels are on 1 to 3 as in the real ones.
  init(made seed: UInt64, seconds: Double = 30, silent: ClosedRange<Int>? = nil) throws {
    var plan = SimulationPlan(
      sampleRate: 1000, channels: try ChannelMap(parsing: "glute=1,hamstring=2"), course: [.running(seconds: seconds)])
    plan.seed = seed
    if let silent { plan.gluteEvents = [.stops(strides: silent)] }
    var simulator = try EMGSimulator(plan)
    let both = simulator.render(frames: simulator.frameCount)
    channelCount = 3
    rate = 1000
    var all: [Float] = []
    all.reserveCapacity(both.count / 2 * 3)
    for place in stride(from: 0, to: both.count, by: 2) { all += [both[place], both[place + 1], both[place + 1]] }
    samples = all
    madeContacts = simulator.strides.map(\.contactSeconds)
  }

  /// Of a made one: its true contacts.
  private(set) var madeContacts: [Double] = []

  /// One channel multiplied by a factor, between two instants in seconds.
  func scaled(channel: Int, by factor: Float, from: Double = 0, to: Double = .infinity) -> RealRun {
    var run = self
    let last = min(Double(frameCount), to * rate)
    for frame in Int(from * rate)..<Int(last) { run.samples[frame * channelCount + channel] *= factor }
    return run
  }

  /// Everything multiplied by a factor.
  func scaled(by factor: Float) -> RealRun {
    var run = self
    for i in run.samples.indices { run.samples[i] *= factor }
    return run
  }

  /// Mains hum with its harmonics, on every channel as strong as the EMG of the channel between 30 and 450 Hz is, or
  /// more: as strong as the whole raw signal.
  func withHum(_ frequency: Double) -> RealRun {
    var run = self
    let harmonics: [(Double, Double)] = [(1, 1), (2, 0.15), (3, 0.4), (5, 0.25)]
    let power = harmonics.reduce(0) { $0 + $1.1 * $1.1 / 2 }
    for channel in 0..<channelCount {
      let level = rms(stride(from: channel, to: samples.count, by: channelCount).map { samples[$0] })
      for frame in 0..<frameCount {
        let time = Double(frame) / rate
        let hum = harmonics.reduce(0) { $0 + $1.1 * sin(2 * .pi * frequency * $1.0 * time + $1.0) }
        let value = Double(samples[frame * channelCount + channel]) + hum * level / power.squareRoot()
        run.samples[frame * channelCount + channel] = Float(max(-1, min(1, value)))
      }
    }
    return run
  }

  /// At another sample rate, by windowed-sinc interpolation over 48 samples.
  func resampled(to newRate: Double) -> RealRun {
    let half = 24
    let count = Int(Double(frameCount) * newRate / rate)
    var result = [Float](repeating: 0, count: count * channelCount)
    for frame in 0..<count {
      let place = Double(frame) * rate / newRate
      let first = Int(place) - half + 1
      for k in max(0, first)..<min(frameCount, first + 2 * half) {
        let x = place - Double(k)
        let sinc = abs(x) < 1e-9 ? 1 : sin(.pi * x) / (.pi * x)
        let weight = Float(sinc * (0.5 + 0.5 * cos(.pi * x / Double(half))))
        for channel in 0..<channelCount {
          result[frame * channelCount + channel] += weight * samples[k * channelCount + channel]
        }
      }
    }
    var run = self
    run.samples = result
    run.rate = newRate
    return run
  }
}
