/// An initial contact that the tracker has found.
public struct Contact: Sendable, Hashable, BitwiseCopyable {
  /// When, in envelope frames.
  public var frame: Double
  /// The stride time expected from here on, in frames.
  public var period: Double
  /// How much the stride around it looks like the session's own strides: 0 not at all, 1 exactly.
  public var confidence: Float
  /// Not seen but inferred between contacts that were: the stride is counted, its values are not to be trusted.
  public var isInferred: Bool

  @_noLocks
  init(frame: Double, period: Double, confidence: Float, isInferred: Bool) {
    self.frame = frame
    self.period = period
    self.confidence = confidence
    self.isInferred = isInferred
  }
}

/// What the tracker tells.
public enum TrackerEvent: Sendable, Hashable, BitwiseCopyable {
  /// A contact; `startsRun` when none before it belongs to the same run of strides.
  case contact(Contact, startsRun: Bool)
  /// The rhythm has ended: the stride in progress will not be completed.
  case lost
}
