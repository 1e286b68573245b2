import Biofeedback
import EMGUnits
import Recording

/// The settings in effect, each with where it comes from.
public struct EffectiveSettings: Sendable, Hashable {
  private var layer: SettingsLayer
  /// The user's home folder; nil where there is none.
  private let home: String?

  /// The defaults.
  public init(home: String? = nil) {
    self.home = home
    layer = SettingsLayer(
      uniqueKeysWithValues: SettingKey.allCases.compactMap { key in
        key.definition.standard.map { (key, Setting($0, from: .standard)) }
      })
  }

  /// A setting; nil when it is not known and has no default.
  public subscript(key: SettingKey) -> Setting? {
    // with an aim most strides fail at first: a sound in each of them teaches nothing
    if key == .policy, aim != nil, layer[key]?.origin == .standard {
      return Setting(.word(CuePolicyKind.faded.rawValue), from: .standard)
    }
    return layer[key]
  }

  /// What each stride is held against; nil for the verdicts alone.
  public var aim: Aim? {
    guard case .word(let word) = layer[.aim]?.value else { return nil }
    return (try? Aim.parsing(word)) ?? nil
  }

  /// What the first words of a result compare with; nil for what is known.
  public var against: Against? {
    guard case .word(let word) = layer[.against]?.value else { return nil }
    return Against(rawValue: word)
  }

  /// Adds what wins over everything so far.
  public mutating func add(_ other: SettingsLayer) { layer.merge(other) { $1 } }

  /// Takes one back to its default.
  public mutating func reset(_ key: SettingKey) {
    layer[key] = key.definition.standard.map { Setting($0, from: .standard) }
  }

  /// How strides are judged and what is heard of it.
  public var feedback: FeedbackSettings {
    var feedback = FeedbackSettings()
    feedback.aim = aim
    feedback.against = against
    for key in layer.keys {
      guard let setting = self[key] else { continue }
      switch (key, setting.value) {
      case (.silentBelow, .number(let value)): feedback.silentBelow = Float(value)
      case (.silentRatioBelow, .number(let value)): feedback.silentRatioBelow = Float(value)
      case (.weakLevel, .number(let value)): feedback.weakLevel = Float(value)
      case (.policy, .word(let word)): feedback.policy = CuePolicyKind(rawValue: word) ?? feedback.policy
      case (.limitSeconds, .number(let value)): feedback.limitSeconds = value
      case (.cuesWeak, .truth(let value)): feedback.cuesWeak = value
      case (.heartbeatSeconds, .number(let value)): feedback.heartbeatSeconds = value
      case (.feedbackShare, .number(let value)): feedback.share = value
      case (.faultRepeatSeconds, .number(let value)): feedback.faultRepeatSeconds = value
      // every key is named: a new one must say whether it is heard of here
      case (.map, _), (.fullScale, _), (.unit, _), (.rate, _), (.band, _), (.mains, _), (.profile, _), (.electrodes, _),
        (.person, _), (.silentBelow, _), (.silentRatioBelow, _), (.weakLevel, _), (.policy, _), (.limitSeconds, _),
        (.cuesWeak, _), (.heartbeatSeconds, _), (.faultRepeatSeconds, _), (.aim, _), (.against, _), (.feedbackShare, _),
        (.historyAdd, _):
        break
      }
    }
    return feedback
  }

  /// The path of the profile; nil for none. In a settings file a path begins at that file's folder; `~` in front is the home
  /// folder.
  public var profile: String? {
    guard let setting = layer[.profile], case .word(let written) = setting.value else { return nil }
    let path = home.flatMap { written.hasPrefix("~/") ? $0 + written.dropFirst() : nil } ?? written
    guard case .file(let file, _) = setting.origin, !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else {
      return path
    }
    return file[...slash] + path
  }

  /// Name or code of whom what is done concerns; nil when nobody says.
  public var person: String? {
    guard case .word(let name) = layer[.person]?.value else { return nil }
    return name
  }

  /// What is said about the electrodes of a session with a profile.
  public var electrodes: ElectrodesSaid {
    guard case .word(let word)? = layer[.electrodes]?.value else { return .byDate }
    return ElectrodesSaid(rawValue: word) ?? .byDate
  }

  /// Whether a session is added to the history.
  public var addsToHistory: Bool { layer[.historyAdd]?.value != .truth(false) }

  /// What was said for this one call, by variables and flags: wins over a recording's sidecar.
  public var overrides: MeasurementChoices {
    choices { origin in
      switch origin {
      case .variable, .flag: true
      case .standard, .file: false
      }
    }
  }

  /// What files say: holds where a recording's sidecar is silent.
  public var fallbacks: MeasurementChoices {
    choices { if case .file = $0 { true } else { false } }
  }

  private func choices(_ isWanted: (SettingOrigin) -> Bool) -> MeasurementChoices {
    var choices = MeasurementChoices()
    for (key, setting) in layer where isWanted(setting.origin) {
      switch (key, setting.value) {
      case (.map, .word(let text)):
        choices.writtenMap = try? WrittenChannelMap(parsing: text)
        choices.mapOrigin = Self.place(setting.origin)
      case (.fullScale, .number(let value)): choices.fullScaleMillivolts = value
      case (.unit, .word(let word)): choices.unit = SampleUnit(rawValue: word)
      case (.rate, .number(let value)): choices.rate = Hertz(value)
      case (.band, .band(let band)): choices.band = band
      case (.mains, .word(let word)): choices.mains = MainsSetting(name: word)
      case (.person, .word(let word)): choices.person = word
      // every key is named here, too
      case (.map, _), (.fullScale, _), (.unit, _), (.rate, _), (.band, _), (.mains, _), (.profile, _), (.electrodes, _),
        (.person, _), (.silentBelow, _), (.silentRatioBelow, _), (.weakLevel, _), (.policy, _), (.limitSeconds, _),
        (.cuesWeak, _), (.heartbeatSeconds, _), (.faultRepeatSeconds, _), (.aim, _), (.against, _), (.feedbackShare, _),
        (.historyAdd, _):
        break
      }
    }
    return choices
  }

  /// In front of a message about the map; a flag is before the user's eyes.
  private static func place(_ origin: SettingOrigin) -> String? {
    switch origin {
    case .file: "\(origin): \(SettingKey.map.rawValue)"
    case .variable: "\(origin)"
    case .standard, .flag: nil
    }
  }
}
