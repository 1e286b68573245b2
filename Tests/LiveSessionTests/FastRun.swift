import Biofeedback
import EMGUnits
import Glibc
import Simulation
import TestSupport

/// Half a minute of simulated running on a card whose clock runs many times as fast as the wall's.
enum FastRun {
  static let rate: Hertz = 48_000
  /// Device seconds in a second on the wall: a minute takes three. A sanitizer makes the program slower than that.
  static let speed = isSanitized ? 4.0 : 20
  /// Device seconds in a playback buffer: 0.3 s on the wall, with a sanitizer 1.5 s.
  static let bufferSeconds = 6.0

  /// Glute and hamstring; the glute stops for some strides, so that there are cues.
  static let signal: RawSignal = {
    do {
      var plan = SimulationPlan(
        sampleRate: rate, channels: try ChannelMap(parsing: "glute=1,hamstring=2"), course: [.running(seconds: 30)])
      plan.gluteEvents = [.stops(strides: 18...24)]
      var simulator = try EMGSimulator(plan)
      return .int16(simulator.render(frames: simulator.frameCount).map { Int16(($0 * 32_767).rounded()) })
    } catch {
      fatalError("the simulated run: \(error)")
    }
  }()

  static var device: VirtualDevice {
    var device = VirtualDevice(input: signal)
    device.format = .s16
    device.speed = speed
    return device
  }

  static func core() throws -> FedPipeline {
    try FedPipeline(
      BiofeedbackPipeline.Settings(
        inputRate: rate, channelCount: 2, map: ChannelMap(parsing: "glute=1,hamstring=2"), mode: .live))
  }

  /// Pages that this thread had to wait for, from memory or from the disk.
  static func pageFaults() -> Int {
    // RUSAGE_THREAD, which Swift does not see
    let thread: Int32 = 1
    var usage = rusage()
    getrusage(thread, &usage)
    return usage.ru_minflt + usage.ru_majflt
  }
}
