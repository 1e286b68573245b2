import ArgumentParser
import EMGUnits
import Recording

/// What the channels carry and how large a sample is; both override the sidecar.
struct SignalSourceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which channel carries what, counted from 1.",
      discussion: "Roles: \(ChannelRole.names.joined(separator: ", ")); with left- or right- in front for two legs.",
      valueName: "role=channel,…"))
  var map: String?

  @Option(
    name: .customLong("full-scale-mv"), parsing: .unconditional,
    help: ArgumentHelp(
      "Millivolts at the electrode for a full-scale sample, so that levels come in µV.", valueName: "mv"))
  var fullScaleMillivolts: Double?

  /// The map, read.
  func channelMap() throws(ConfigurationError) -> ChannelMap? {
    guard let map else { return nil }
    return try ChannelMap(parsing: map)
  }

  /// The full scale, checked.
  func checkedFullScale() throws(ConfigurationError) -> Double? {
    guard let value = fullScaleMillivolts else { return nil }
    guard RecordingLimits.fullScaleMillivolts.contains(value) else {
      throw ConfigurationError("--full-scale-mv \(value.short) is outside 0.01–5000 mV. Example: --full-scale-mv 5.")
    }
    return value
  }
}

/// How results are printed.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json
}
