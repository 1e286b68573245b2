import EMGUnits
import GaitAnalysis

/// Every threshold of the core, stage by stage. Injected once; nothing else decides.
public struct CoreTuning: Sendable, Hashable, BitwiseCopyable {
  /// Is there a rhythm?
  public var rhythm = RhythmTuning()
  /// Where is the next contact?
  public var tracker = TrackerTuning()
  /// Is the electrode alive?
  public var evidence = EvidenceTuning()
  /// Does the muscle work?
  public var activity = ActivityTuning()
  /// Does it work as it should?
  public var decision = DecisionTuning()
  /// Is the stride as it is wanted?
  public var aim = AimTuning()

  /// The values in use.
  public init() {}

  /// Every threshold with its value.
  public var rows: [TuningRow] {
    rhythm.rows + tracker.rows + evidence.rows + activity.rows + decision.rows + aim.rows
  }

  /// The stages: name, purpose.
  public static var stages: [(name: String, purpose: String)] {
    [
      (RhythmTuning.stage, RhythmTuning.purpose), (TrackerTuning.stage, TrackerTuning.purpose),
      (EvidenceTuning.stage, EvidenceTuning.purpose), (ActivityTuning.stage, ActivityTuning.purpose),
      (DecisionTuning.stage, DecisionTuning.purpose), (AimTuning.stage, AimTuning.purpose),
    ]
  }

  /// Sets a threshold by its full name, such as `decision.slowing-above`.
  ///
  /// - Throws: `ConfigurationError` for a name that does not exist or a value outside its range.
  public mutating func set(_ name: String, to value: Float) throws(ConfigurationError) {
    if try rhythm.set(name, to: value) { return }
    if try tracker.set(name, to: value) { return }
    if try evidence.set(name, to: value) { return }
    if try activity.set(name, to: value) { return }
    if try decision.set(name, to: value) { return }
    if try aim.set(name, to: value) { return }
    throw ConfigurationError(
      "There is no threshold “\(name)”. `glutecue config --tuning` lists them all.")
  }
}
