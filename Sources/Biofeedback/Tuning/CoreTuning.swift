import EMGUnits
import GaitAnalysis
import SignalProcessing

/// Every threshold of the core, stage by stage. Injected once; nothing else decides.
public struct CoreTuning: Sendable, Hashable, BitwiseCopyable {
  /// What of the signal is no EMG?
  public var signal = SignalTuning()
  /// Is there a rhythm?
  public var rhythm = RhythmTuning()
  /// Where is the next contact?
  public var tracker = TrackerTuning()
  /// When does a muscle work?
  public var window = WindowTuning()
  /// Is the electrode alive?
  public var evidence = EvidenceTuning()
  /// Does the muscle work?
  public var activity = ActivityTuning()
  /// Does it work as it should?
  public var decision = DecisionTuning()
  /// Is there lasting trouble?
  public var watch = WatchTuning()
  /// Which levels of a profile hold today?
  public var profile = ProfileTuning()
  /// Is the stride as it is wanted?
  public var aim = AimTuning()

  /// The values in use.
  public init() {}

  /// Every threshold with its value.
  public var rows: [TuningRow] {
    signal.rows + rhythm.rows + tracker.rows + window.rows + evidence.rows + activity.rows + decision.rows + watch.rows
      + profile.rows + aim.rows
  }

  /// The stages: name, purpose.
  public static var stages: [(name: String, purpose: String)] {
    [
      (SignalTuning.stage, SignalTuning.purpose), (RhythmTuning.stage, RhythmTuning.purpose),
      (TrackerTuning.stage, TrackerTuning.purpose), (WindowTuning.stage, WindowTuning.purpose),
      (EvidenceTuning.stage, EvidenceTuning.purpose), (ActivityTuning.stage, ActivityTuning.purpose),
      (DecisionTuning.stage, DecisionTuning.purpose), (WatchTuning.stage, WatchTuning.purpose),
      (ProfileTuning.stage, ProfileTuning.purpose), (AimTuning.stage, AimTuning.purpose),
    ]
  }

  /// Sets a threshold by its full name, such as `decision.slowing-above`.
  ///
  /// - Throws: `ConfigurationError` for a name that does not exist or a value outside its range.
  public mutating func set(_ name: String, to value: Float) throws(ConfigurationError) {
    if try signal.set(name, to: value) { return }
    if try rhythm.set(name, to: value) { return }
    if try tracker.set(name, to: value) { return }
    if try window.set(name, to: value) { return }
    if try evidence.set(name, to: value) { return }
    if try activity.set(name, to: value) { return }
    if try decision.set(name, to: value) { return }
    if try watch.set(name, to: value) { return }
    if try profile.set(name, to: value) { return }
    if try aim.set(name, to: value) { return }
    let question = NearestName(among: rows.map(\.name)).question(name)
    throw ConfigurationError(
      "There is no threshold “\(name)”.\(question) `glutecue config --tuning` lists them all.")
  }
}
