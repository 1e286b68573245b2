import EMGUnits

/// Tells, frame by frame in order, which parts of a recording the device has lost.
public struct GapTimeline: Sendable {
  private let gaps: [FrameGap]
  private var next = 0

  /// `gaps` ascend and do not overlap.
  public init(_ gaps: [FrameGap]) { self.gaps = gaps }

  /// How many frames from number `frame` on are all lost or all there, and which; `most` at most.
  ///
  /// - Parameter frame: never less than in the call before.
  public mutating func run(at frame: Int, most: Int) -> (frames: Int, isLost: Bool) {
    while next < gaps.count, gaps[next].end <= frame { next += 1 }
    guard next < gaps.count else { return (most, false) }
    let gap = gaps[next]
    return frame < gap.start ? (min(most, gap.start - frame), false) : (min(most, gap.end - frame), true)
  }
}
