import EMGUnits

/// A sound for the runner.
public struct Cue: Sendable, Hashable, BitwiseCopyable {
  /// Which sound.
  public var kind: CueKind
  /// The leg, when the channel map says which.
  public var leg: Side?
  /// The number of the stride it belongs to.
  public var stride: Int
  /// Input frames that had arrived when it was decided: the first frame of the tone on the input's clock.
  public var frame: Int

  /// Joins the values.
  @_noLocks
  package init(kind: CueKind, leg: Side?, stride: Int, frame: Int) {
    self.kind = kind
    self.leg = leg
    self.stride = stride
    self.frame = frame
  }
}
