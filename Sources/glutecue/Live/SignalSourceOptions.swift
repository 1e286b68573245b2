import ArgumentParser
import EMGUnits
import Recording
import ConfigurationFiles

/// What the channels carry, how large a sample is, and what is done to the signal; all of it overrides the sidecar.
struct SignalSourceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "\(SettingKey.map.definition.meaning)",
      discussion: "Roles: \(ChannelRole.names.joined(separator: ", ")); with left- or right- in front for two legs.",
      valueName: "role=channel,…"))
  var map: String?

  @Option(
    name: .customLong("full-scale-mv"), parsing: .unconditional,
    help: ArgumentHelp("\(SettingKey.fullScale.definition.meaning)", valueName: "mv"))
  var fullScaleMillivolts: Double?

  @Option(name: SettingKey.unit.option, help: SettingKey.unit.help)
  var unit: String?

  @Option(name: SettingKey.band.option, help: SettingKey.band.help)
  var band: String?

  @Option(name: SettingKey.mains.option, help: SettingKey.mains.help)
  var mains: String?

  @Option(name: SettingKey.profile.option, help: SettingKey.profile.help)
  var profile: String?

  @Option(name: SettingKey.electrodes.option, help: SettingKey.electrodes.help)
  var electrodes: String?

  @Option(name: SettingKey.person.option, help: SettingKey.person.help)
  var person: String?

  /// What is given, read and checked.
  func layer() throws(ConfigurationError) -> SettingsLayer {
    var layer = try SettingFlags([
      .unit: unit, .band: band, .mains: mains, .profile: profile, .electrodes: electrodes, .person: person,
    ]).layer()
    if let map = try channelMap() { layer[.map] = Setting(.word(map.description), from: .flag("--map")) }
    if let value = try checkedFullScale() {
      layer[.fullScale] = Setting(.number(value), from: .flag("--full-scale-mv"))
    }
    return layer
  }

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
