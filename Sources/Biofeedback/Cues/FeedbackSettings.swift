import EMGUnits

/// When a verdict is heard.
public enum CuePolicyKind: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
  /// In every failing stride.
  case every
  /// In failing strides, at most once in so many seconds.
  case limit
  /// In a falling share of the failing strides, returning when performance drops.
  case faded
  /// When the glute works, instead of when it fails.
  case reward
  /// All the time: the glute's share as pitch.
  case pitch
}

/// How strides are judged and what is heard of it.
public struct FeedbackSettings: Sendable, Hashable, BitwiseCopyable {
  /// Glute activation below which a stride may be silent.
  public var silentBelow: Float = 0.5
  /// Ratio to the hamstring, against the reference, below which a stride may be silent.
  public var silentRatioBelow: Float = 0.8
  /// The lasting glute activation that the test for weakness is made to find.
  public var weakLevel: Float = 0.5
  /// Whether weakness is heard, or only written down.
  public var cuesWeak = true
  /// When a verdict is heard.
  public var policy = CuePolicyKind.every
  /// Policy `limit`: at most one cue in so many seconds.
  public var limitSeconds: Double = 10
  /// A quiet tick every so many seconds while all is well; 0 for none.
  public var heartbeatSeconds: Double = 0
  /// A lasting fault is told again after so many seconds.
  public var faultRepeatSeconds: Double = 20

  /// What strides are held against; nil for the verdicts alone.
  public var aim: Aim?

  /// The part of each minute in which anything but faults is heard, 0–1.
  public var share: Double = 1

  /// What the first words of a result compare with; nil for what is known. Strides and cues do not depend on it.
  public var against: Against?

  /// The thresholds of the core; the values above are what a user sets.
  public var tuning = CoreTuning()

  /// Refuses a tone that never pauses in a minute that has a part without feedback.
  func check() throws(ConfigurationError) {
    guard policy == .pitch, share > 0, share < 1 else { return }
    throw ConfigurationError(
      "The policy pitch sounds all the time and cannot be combined with a feedback share of \(share). Expected: 0, 1, or another "
        + "policy.")
  }

  /// Whether the glute's share is heard as pitch.
  public var followsPitch: Bool { policy == .pitch && share > 0 }

  /// The defaults.
  public init() {}
}

/// What a glute is measured against. One word and one sentence each, the same on every screen and page.
public enum Against: String, Sendable, Hashable, CaseIterable, BitwiseCopyable, Codable {
  /// The first good strides of the session itself.
  case start
  /// The easy run of the profile.
  case easyRun = "easy-run"
  /// The muscle's own maximal contraction in the profile.
  case maximum
  /// The other leg in the same session.
  case otherLeg = "other-leg"
  /// The best of one's own sessions.
  case best

  /// The setting that leaves the choice to what is known.
  public static let automatic = "auto"
}
