/// Input frames that the device lost, on the input's clock.
///
/// The clock goes on through a gap: a recording holds zeros in its place, and its sidecar says where.
public struct FrameGap: Sendable, Hashable, BitwiseCopyable {
  /// The number of the first lost frame; 0 is the first of the recording.
  public var start: Int
  /// How many frames are lost, at least 1.
  public var count: Int

  /// `count` frames from number `start` on.
  @_noLocks
  public init(start: Int, count: Int) {
    self.start = start
    self.count = count
  }

  /// The number of the first frame behind the gap.
  public var end: Int { @_noLocks get { start + count } }
}
