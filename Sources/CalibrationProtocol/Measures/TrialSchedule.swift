/// When trials happen.
public enum TrialSchedule: Sendable, Hashable {
  /// As the tones say: the first `leadSeconds` after the step begins, the next after the step's rest.
  case tones
  /// As they were recorded, in the order in which they happened.
  case recorded([RecordedTrial])

  /// From the go to the start tone of a step's first trial, and the least time between two trials, in seconds, where a step
  /// says nothing else: three countdown tones a second apart, and one second of quiet before.
  public static let leadSeconds = 4.0
}

/// A trial in a recording of a whole calibration.
public struct RecordedTrial: Sendable, Hashable {
  /// The id of its step.
  public var step: String
  /// What it was of, as in `TrialMeasurement.condition`.
  public var condition: String
  /// Start tone, seconds from the first frame.
  public var startSeconds: Double
  /// Stop tone.
  public var endSeconds: Double

  /// Joins the values.
  public init(step: String, condition: String, startSeconds: Double, endSeconds: Double) {
    self.step = step
    self.condition = condition
    self.startSeconds = startSeconds
    self.endSeconds = endSeconds
  }
}
