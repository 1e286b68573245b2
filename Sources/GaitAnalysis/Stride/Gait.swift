/// Running and walking are told apart by the stride time alone: people's stride times do not overlap
/// (running 0.64–0.85 s in 30 people at 2.8 m/s, walking 0.94–1.18 s).
public enum Gait: String, Sendable, Hashable, BitwiseCopyable {
  /// Both feet leave the ground.
  case running
  /// One foot is always on the ground.
  case walking

  /// Stride times in seconds below which the running pattern holds and above which the walking pattern does.
  private static var runningBelow: Double { @_noLocks get { 0.85 } }
  private static var walkingAbove: Double { @_noLocks get { 0.95 } }

  /// 0 for a running stride time, 1 for a walking one, in between for those in between.
  @_noLocks static func walkingShare(period: Double) -> Double {
    max(0, min(1, (period - runningBelow) / (walkingAbove - runningBelow)))
  }

  /// The same for the patterns: fast walkers, at strides of 0.84 s and more, fire as walkers do.
  private static var runningPatternBelow: Double { @_noLocks get { 0.80 } }
  private static var walkingPatternAbove: Double { @_noLocks get { 0.88 } }

  /// How much of the walking pattern fits a stride time, 0–1.
  @_noLocks static func walkingPatternShare(period: Double) -> Double {
    max(0, min(1, (period - runningPatternBelow) / (walkingPatternAbove - runningPatternBelow)))
  }

  /// The gait of a stride time in seconds.
  @_noLocks public init(period: Double) { self = Gait.walkingShare(period: period) > 0.5 ? .walking : .running }
}
