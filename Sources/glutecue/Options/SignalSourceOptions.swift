import ArgumentParser
import Biofeedback
import ConfigurationFiles
import EMGUnits
import Recording

/// What the channels carry, how large a sample is, and what is done to the signal; all of it overrides the sidecar.
struct SignalSourceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "\(SettingKey.map.definition.meaning)",
      discussion: "Roles: \(ChannelRole.names.joined(separator: ", ")); with left- or right- in front for two legs.",
      valueName: "role=channel,…"), completion: SettingKey.map.completion)
  var map: String?

  @Option(
    name: .customLong("full-scale-mv"), parsing: .unconditional,
    help: ArgumentHelp("\(SettingKey.fullScale.definition.meaning)", valueName: "mv"))
  var fullScaleMillivolts: Double?

  @Option(name: SettingKey.unit.option, help: SettingKey.unit.help, completion: SettingKey.unit.completion)
  var unit: String?

  @Option(name: SettingKey.band.option, help: SettingKey.band.help, completion: SettingKey.band.completion)
  var band: String?

  @Option(name: SettingKey.mains.option, help: SettingKey.mains.help, completion: SettingKey.mains.completion)
  var mains: String?

  @Option(name: SettingKey.profile.option, help: SettingKey.profile.help, completion: SettingKey.profile.completion)
  var profile: String?

  @Option(
    name: SettingKey.electrodes.option, help: SettingKey.electrodes.help, completion: SettingKey.electrodes.completion)
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
  func channelMap() throws(ConfigurationError) -> WrittenChannelMap? {
    guard let map else { return nil }
    return try WrittenChannelMap(parsing: map)
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

/// Of a table without a rate, for commands that take no sound card; where one can be taken, its `--rate` serves both.
struct TableOptions: ParsableArguments {
  @Option(name: SettingKey.rate.option, parsing: .unconditional, help: SettingKey.rate.help)
  var rate: String?

  /// What is given, read and checked.
  func layer() throws(ConfigurationError) -> SettingsLayer { try SettingFlags([.rate: rate]).layer() }
}

/// How results are printed.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json
}

/// When a stride counts as silent or weak.
struct DecisionOptions: ParsableArguments {
  @Option(name: SettingKey.silentBelow.option, parsing: .unconditional, help: SettingKey.silentBelow.help)
  var silentBelow: String?
  @Option(name: SettingKey.silentRatioBelow.option, parsing: .unconditional, help: SettingKey.silentRatioBelow.help)
  var silentRatioBelow: String?
  @Option(name: SettingKey.weakLevel.option, parsing: .unconditional, help: SettingKey.weakLevel.help)
  var weakLevel: String?

  @Option(
    help: ArgumentHelp(
      "Another value for one threshold of the core, for trials: decision.slowing-above=1.2. May be repeated; `glutecue config "
        + "--tuning` lists them.", valueName: "name=value"))
  var threshold: [String] = []

  /// The settings with the thresholds that are given.
  ///
  /// - Throws: `ConfigurationError` for a threshold that does not exist, or a value that makes no sense.
  func applying(to feedback: FeedbackSettings) throws(ConfigurationError) -> FeedbackSettings {
    var feedback = feedback
    for entry in threshold {
      let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let value = Float(parts[1]), value.isFinite else {
        throw ConfigurationError(
          "--threshold \(entry) is not a threshold. Expected: NAME=NUMBER, as decision.slowing-above=1.2.")
      }
      try feedback.tuning.set(parts[0], to: value)
    }
    return feedback
  }

  /// What is given.
  func layer() throws(ConfigurationError) -> SettingsLayer {
    try SettingFlags([
      .silentBelow: silentBelow, .silentRatioBelow: silentRatioBelow, .weakLevel: weakLevel,
    ]).layer()
  }
}
