/// What is to be drawn of the envelopes at one moment: for people to look at, never for a decision.
///
/// About 125 a second. Unit: RMS over 60 ms, 1 is full scale.
public struct EnvelopePoint: Sendable, BitwiseCopyable {
  /// The two muscles of one leg; nil where nothing is recorded.
  public struct Leg: Sendable, BitwiseCopyable {
    /// Gluteus maximus.
    public var glute: Float?
    /// Hamstrings.
    public var hamstring: Float?

    /// Joins both.
    @_noLocks
    public init(glute: Float?, hamstring: Float?) {
      self.glute = glute
      self.hamstring = hamstring
    }
  }

  /// The middle of the stretch shown, in seconds of the input's clock.
  public var seconds: Double
  /// Monotonic nanoseconds at which the sample in that middle had come in.
  public var sampledAt: Int
  /// The first leg of the channel map, or the only one.
  public var first: Leg
  /// The other leg; nil when only one is recorded.
  public var second: Leg?

  /// Joins the values.
  @_noLocks
  public init(seconds: Double, sampledAt: Int, first: Leg, second: Leg?) {
    self.seconds = seconds
    self.sampledAt = sampledAt
    self.first = first
    self.second = second
  }
}
