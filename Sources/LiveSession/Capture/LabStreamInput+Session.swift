import EMGUnits
import LabStreams
import Recording
import SoundCard

extension LabStreamChoices {
  /// What a user says of the samples of a stream.
  public init(_ choices: MeasurementChoices) {
    let unit: Unit? =
      switch choices.unit {
      case nil: nil
      case .fullScale: .fullScale
      case .volts, .millivolts, .microvolts: choices.unit?.millivolts.map(Unit.millivolts)
      }
    self.init(unit: unit, fullScaleMillivolts: choices.fullScaleMillivolts)
  }
}

extension LabStreamInput {
  /// What its samples mean: what the user says, else what it says of itself, else what files say.
  ///
  /// - Parameter name: as the user named it, for messages.
  public func setup(
    _ name: String, overrides: MeasurementChoices, fallbacks: MeasurementChoices
  ) throws(ConfigurationError) -> MeasurementSetup {
    var choices = overrides
    // the samples have come through it
    choices.unit = nil
    if choices.writtenMap == nil, fallbacks.writtenMap == nil { choices.map = map }
    var setup = try MeasurementSetup(
      device: name + (channelWords.map { " (\($0))" } ?? ""), names: info.channels.map(\.label), overrides: choices,
      fallbacks: fallbacks)
    _ = try setup.map.validated(channelCount: info.channelCount)
    setup.fullScaleMillivolts = fullScaleMillivolts ?? fallbacks.fullScaleMillivolts
    return setup
  }

  /// What it is, for people: `2000 Hz, 2 channels: glute (uV), hamstring (uV); full scale 10 mV`.
  var words: String {
    let channels = info.channelCount == 1 ? "1 channel" : "\(info.channelCount) channels"
    let scale = fullScaleMillivolts.map { "; full scale \(Int(bounded: $0.rounded())) mV" } ?? ""
    return "\(rate) Hz, \(channels)" + (channelWords.map { ": \($0)" } ?? "") + scale
  }
}

extension StreamFormat {
  /// As floats; pieces are as the sender makes them.
  init(_ stream: LabStreamInput) {
    self.init(
      rate: stream.rate, channels: stream.info.channelCount, format: .float, periodFrames: 0,
      bufferFrames: LabStreamInlet.bufferSeconds * stream.rate)
  }
}
