import ArgumentParser
import EMGUnits
import Recording
import Simulation

extension SampleEncoding: ExpressibleByArgument {
  /// Those that a simulation is written with.
  public static var allValueStrings: [String] { [int16, .int24, .float32].map(\.rawValue) }

  /// Reads one of them.
  public init?(argument: String) {
    guard Self.allValueStrings.contains(argument) else { return nil }
    self.init(rawValue: argument)
  }
}

/// How a simulated recording is stored.
struct SimulationFormat {
  /// Whole hertz.
  let sampleRate: Hertz
  /// Samples per frame.
  let channelCount: Int
  /// How each sample is stored.
  let encoding: SampleEncoding

  /// The coarsest step of 16-bit samples that is used unasked, µV. It adds 0.29 µV of noise to the electrode's 3 µV:
  /// 1 % of the power.
  private static let coarsestMicrovolts = 1.0

  /// What the plan needs. Without an encoding: 16 bits where they suffice, else 24.
  init(_ plan: SimulationPlan, encoding: SampleEncoding?) throws(ConfigurationError) {
    guard RecordingLimits.channelCounts.contains(plan.channelCount) else {
      throw ConfigurationError(
        "The channel map \(plan.channels) needs \(plan.channelCount) channels; a recording has "
          + "\(RecordingLimits.channelCounts.lowerBound) to \(RecordingLimits.channelCounts.upperBound).")
    }
    guard plan.sampleRate.value == plan.sampleRate.value.rounded() else {
      throw ConfigurationError("Sample rate \(plan.sampleRate) is not a whole number of hertz.")
    }
    sampleRate = plan.sampleRate
    channelCount = plan.channelCount
    let step = 1000 * plan.fullScaleMillivolts * 0x1p-15
    self.encoding = encoding ?? (step <= Self.coarsestMicrovolts ? .int16 : .int24)
  }
}
