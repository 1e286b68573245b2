import EMGUnits

/// What a user says about the samples. Every part is optional.
public struct MeasurementChoices: Sendable, Hashable {
  /// What the channels carry.
  public var map: ChannelMap?
  /// Where the map was written, for messages: `run.yaml:3: input.map`; nil for the command line.
  public var mapOrigin: String?
  /// Millivolts at the electrode for one full-scale sample.
  public var fullScaleMillivolts: Double?
  /// What the values of a float recording are.
  public var unit: SampleUnit?
  /// The EMG band.
  public var band: FrequencyBand?
  /// Mains hum.
  public var mains: MainsSetting?
  /// Name or code of whom the recording is of.
  public var person: String?

  /// Says nothing.
  public init() {}

  /// What is wrong with the map, with where it was written in front.
  func explained(_ error: ConfigurationError) -> ConfigurationError {
    mapOrigin.map { ConfigurationError("\($0) cannot be used: \(error.message)") } ?? error
  }
}
