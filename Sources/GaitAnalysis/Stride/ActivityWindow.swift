import EMGUnits
import RealtimeSupport

/// When in the stride a muscle's main burst lies: on and off in strides after initial contact, negative before it.
public struct ActivityWindow: Sendable, Hashable, BitwiseCopyable, Codable {
  /// Start of the burst.
  public var on: Double
  /// End of the burst.
  public var off: Double

  /// Joins a start and an end.
  @_noLocks public init(on: Double, off: Double) {
    self.on = on
    self.off = off
  }

  /// Main bursts of people, at 30 % of the burst's height. Glute and hamstring as measured from published recordings of
  /// treadmill running and walking (Santuz et al. 2018, Front Physiol 9:1509); the others read from the same recordings.
  @_noLocks
  public static func canonical(_ muscle: Muscle, periodSeconds: Double) -> ActivityWindow {
    let walking = Gait.walkingShare(periodSeconds: periodSeconds)
    switch muscle {
    case .gluteusMaximus: return mix((-0.018, 0.145), (-0.04, 0.09), walking)
    case .hamstrings: return mix((-0.205, 0.025), (-0.155, 0.01), walking)
    case .quadriceps: return mix((0.03, 0.24), (-0.02, 0.17), walking)
    case .calf: return mix((0.1, 0.33), (0.2, 0.47), walking)
    case .lowerBack: return mix((-0.05, 0.15), (-0.05, 0.15), walking)
    }
  }

  /// The main burst in running.
  @_noLocks
  static func running(_ muscle: Muscle) -> ActivityWindow { canonical(muscle, periodSeconds: 0.7) }

  /// The main burst in walking.
  @_noLocks
  static func walking(_ muscle: Muscle) -> ActivityWindow { canonical(muscle, periodSeconds: 1.1) }

  @_noLocks
  private static func mix(
    _ running: (Double, Double), _ walking: (Double, Double), _ share: Double
  ) -> ActivityWindow {
    ActivityWindow(on: running.0 + share * (walking.0 - running.0), off: running.1 + share * (walking.1 - running.1))
  }

  /// This muscle's own window in an average stride, given as amplitude at the points of the stride grid.
  ///
  /// The highest point near the canonical burst, widened to where the amplitude falls below 30 % of the range. The
  /// canonical place decides which burst is meant, so that a larger second burst is not taken for it.
  @_noLocks
  public func learned(from cycle: UnsafePointer<Float>, _ tuning: WindowTuning) -> ActivityWindow {
    let peakMargin = Double(tuning.peakMargin)
    let edgeMargin = Double(tuning.edgeMargin)
    let shortest = Double(tuning.shortest)
    var lowest = Float.infinity
    var point = 0
    while point < StridePhase.count {
      lowest = min(lowest, cycle[point])
      point += 1
    }
    var peak = Self.point(on - peakMargin)
    point = peak
    while point <= Self.point(off + peakMargin) {
      if Self.value(cycle, point) > Self.value(cycle, peak) { peak = point }
      point += 1
    }
    let first = Self.edge(
      of: cycle, from: peak, step: -1, limit: peak - Self.point(on - edgeMargin), lowest: lowest, tuning)
    let last = Self.edge(
      of: cycle, from: peak, step: 1, limit: Self.point(off + edgeMargin) - peak, lowest: lowest, tuning)
    let result = ActivityWindow(on: StridePhase.phase(first), off: StridePhase.phase(last + 1))
    guard result.off - result.on < shortest else { return result }
    let middle = (result.on + result.off) / 2
    return ActivityWindow(on: middle - shortest / 2, off: middle + shortest / 2)
  }

  /// The same for a muscle with two bursts of much the same height, such as the hamstring: the window stays where people have
  /// it, and each edge follows this person's by at most `hold-margin`. What is compared from day to day must not jump from one
  /// burst to the other.
  @_noLocks
  public func held(by cycle: UnsafePointer<Float>, _ tuning: WindowTuning) -> ActivityWindow {
    let margin = Double(tuning.holdMargin)
    let own = learned(from: cycle, tuning)
    return ActivityWindow(
      on: max(on - margin, min(on + margin, own.on)),
      off: max(off - margin, min(off + margin, own.off)))
  }

  /// The last point of the burst in one direction from its peak, at most `limit` points away.
  @_noLocks
  private static func edge(
    of cycle: UnsafePointer<Float>, from peak: Int, step: Int, limit: Int, lowest: Float, _ tuning: WindowTuning
  ) -> Int {
    let height = value(cycle, peak) - lowest
    var valley = peak
    var away = 0
    while away < limit && value(cycle, peak + (away + 1) * step) >= lowest + tuning.edgeHeight * height {
      away += 1
      let here = value(cycle, peak + away * step)
      if here < value(cycle, valley) {
        valley = peak + away * step
      } else if value(cycle, valley) < lowest + tuning.valleyBelow * height
        && here > value(cycle, valley) + tuning.nextBurstRise * height
      {
        return valley
      }
    }
    return peak + away * step
  }

  @_noLocks private static func point(_ phase: Double) -> Int {
    Int(phase * Double(StridePhase.count) + Double(StridePhase.contact))
  }

  /// The grid is a circle.
  @_noLocks private static func value(_ cycle: UnsafePointer<Float>, _ point: Int) -> Float {
    cycle[(point + StridePhase.count) % StridePhase.count]
  }
}

/// The grid on which patterns over one stride are kept: 128 points from half a stride before contact to half after.
///
/// Point `contact` is the initial contact. A point is 0.8 % of the stride, 6 ms in running.
package enum StridePhase {
  /// Points in a stride.
  package static var count: Int { @_noLocks get { 128 } }
  /// The point at initial contact.
  package static var contact: Int { @_noLocks get { 64 } }

  /// Phase of a point: −0.5 … 0.5, in strides after contact.
  @_noLocks package static func phase(_ point: Int) -> Double { Double(point - contact) / Double(count) }

  /// A phase wrapped into −0.5 ..< 0.5.
  @_noLocks package static func wrapped(_ phase: Double) -> Double {
    var value = phase
    while value < -0.5 { value += 1 }
    while value >= 0.5 { value -= 1 }
    return value
  }
}

/// Running and walking are told apart by the stride time alone: people's stride times do not overlap
/// (running 0.64–0.85 s in 30 people at 2.8 m/s, walking 0.94–1.18 s).
extension Gait {
  /// Stride times in seconds below which the running pattern holds and above which the walking pattern does.
  private static var runningBelow: Double { @_noLocks get { 0.85 } }
  private static var walkingAbove: Double { @_noLocks get { 0.95 } }

  /// 0 for a running stride time, 1 for a walking one, in between for those in between.
  @_noLocks static func walkingShare(periodSeconds: Double) -> Double {
    max(0, min(1, (periodSeconds - runningBelow) / (walkingAbove - runningBelow)))
  }

  /// The same for the patterns: fast walkers, at strides of 0.84 s and more, fire as walkers do.
  private static var runningPatternBelow: Double { @_noLocks get { 0.80 } }
  private static var walkingPatternAbove: Double { @_noLocks get { 0.88 } }

  /// How much of the walking pattern fits a stride time, 0–1.
  @_noLocks static func walkingPatternShare(periodSeconds: Double) -> Double {
    max(0, min(1, (periodSeconds - runningPatternBelow) / (walkingPatternAbove - runningPatternBelow)))
  }

  /// The gait of a stride time in seconds.
  @_noLocks public init(periodSeconds: Double) {
    self = Gait.walkingShare(periodSeconds: periodSeconds) > 0.5 ? .walking : .running
  }
}
