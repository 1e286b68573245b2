/// Every setting there is, in the order in which settings are listed. `definition` says all about each of them.
public enum SettingKey: String, Sendable, Hashable, CaseIterable {
  /// Which channel carries what.
  case map = "input.map"
  /// How large a full-scale sample is.
  case fullScale = "input.full-scale-mv"
  /// What the values of a float recording are.
  case unit = "input.unit"
  /// Rows a second of a table.
  case rate = "input.rate-hz"
  /// The EMG band.
  case band = "input.band-hz"
  /// Mains hum.
  case mains = "input.mains"
  /// The calibration that strides are judged by.
  case profile = "input.profile"
  /// Whether the electrodes are still those of the profile.
  case electrodes = "input.electrodes"
  /// Whose recording it is.
  case person = "input.person"
  /// Activation below which a stride may be silent.
  case silentBelow = "decision.silent-below"
  /// Ratio below which a stride may be silent.
  case silentRatioBelow = "decision.silent-ratio-below"
  /// Activation that counts as weak when it lasts.
  case weakLevel = "decision.weak-level"
  /// When a verdict is heard.
  case policy = "cues.policy"
  /// The pause between two cues of the policy `limit`.
  case limitSeconds = "cues.limit-seconds"
  /// Whether weakness is heard.
  case cuesWeak = "cues.weak"
  /// The pause between two ticks.
  case heartbeatSeconds = "cues.heartbeat-seconds"
  /// The pause between two cues of a lasting fault.
  case faultRepeatSeconds = "cues.fault-repeat-seconds"
  /// What each stride is held against.
  case aim = "feedback.aim"
  /// What the first words of a result compare with.
  case against = "feedback.against"
  /// In which part of each minute anything but faults is heard.
  case feedbackShare = "feedback.share"
  /// Whether a session is added to the history.
  case historyAdd = "history.add"
}

extension SettingKey {
  /// What the names of all environment variables begin with.
  public static let variablePrefix = "GLUTECUE_"

  /// The groups, in order.
  public static let groups = allCases.map(\.group).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }

  /// The keys of a group, in order; empty when there is no such group.
  public static func keys(in group: String) -> [SettingKey] { allCases.filter { $0.group == group } }

  /// The group in a file: `cues`.
  public var group: String { String(rawValue.prefix { $0 != "." }) }

  /// The name within its group: `policy`.
  public var name: String { String(rawValue.drop { $0 != "." }.dropFirst()) }

  /// The environment variable: `GLUTECUE_CUES_POLICY`.
  public var variable: String {
    Self.variablePrefix + String(rawValue.map { $0 == "." || $0 == "-" ? "_" : $0 }).uppercased()
  }
}
