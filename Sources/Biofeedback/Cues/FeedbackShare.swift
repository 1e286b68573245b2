import EMGUnits

/// In which part of each minute the runner hears how strides are: the first `share` of it, so that practice with feedback and
/// without it alternate, evenly and without chance.
///
/// Strides are judged all the time. In the rest of the minute nothing but faults is heard: no cue, no recovery, no reward, no
/// tick. It hangs on the input's clock alone, so a recording gives the same cues again.
public struct FeedbackShare: Sendable, Hashable, BitwiseCopyable {
  /// A minute: some 80 strides, long enough for both parts to hold enough of them.
  public static var blockSeconds: Double { @_noLocks get { 60 } }

  private let heardSeconds: Double

  /// 0, never, to 1, always. Not a number, and what lies beyond, count as 1.
  public init(_ share: Double) {
    heardSeconds = share >= 0 && share < 1 ? share * Self.blockSeconds : .infinity
  }

  /// Whether all of each minute is heard.
  public var isAll: Bool { heardSeconds == .infinity }

  /// Whether a moment lies in the part that is heard.
  ///
  /// - Parameter seconds: on the input's clock.
  @_noLocks
  public func isHeard(at seconds: Double) -> Bool {
    let block = Double(Int(bounded: seconds / Self.blockSeconds)) * Self.blockSeconds
    return seconds - block < heardSeconds
  }
}
