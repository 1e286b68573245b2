import EMGUnits
import RealtimeSupport

/// How well the average strides of glute and hamstring fit those of people: mean correlations, −1…1.
public struct PatternFit: Sendable, Hashable {
  /// Each muscle with its own pattern.
  public let own: Double
  /// Each with the other's: higher than `own` when the channels are exchanged.
  public let crossed: Double

  package init(own: Double, crossed: Double) {
    self.own = own
    self.crossed = crossed
  }
}

/// Where in a repeating pattern of two muscles the initial contact lies.
///
/// The average cycle of both muscles is turned until it fits the canonical patterns best: sum over both of the
/// correlation of square-rooted amplitudes. Using both muscles, and all of the cycle, keeps the largest burst from
/// deciding: a hamstring that fires more in stance than before contact, or a glute whose mid-swing burst is the larger
/// one, still fits in one place only.
package struct ContactAnchor: ~Copyable {
  /// The best fit.
  package struct Fit {
    /// Phase of contact within the cycle given, −0.5 ..< 0.5 strides from point `StridePhase.contact`.
    package let phase: Double
    /// Mean correlation, −1 … 1.
    package let correlation: Double
    /// By how much it beats every fit more than a tenth of a stride away.
    package let lead: Double
  }

  private let canonical = CanonicalPattern()
  private let shapes: FixedArray<FixedBuffer<Float>>
  private let pattern = FixedBuffer<Float>(repeating: 0, count: StridePhase.count)
  private let scores = FixedBuffer<Float>(repeating: 0, count: StridePhase.count)

  private let knownReach: Double
  /// How far from the whole cycle's place, and what around contact counts as main bursts, in grid points.
  private let nearby: Int
  private let reach: Int
  private let gluteShare: Float

  package init(_ tuning: TrackerTuning = TrackerTuning()) {
    knownReach = Double(tuning.anchorReach)
    nearby = Int(tuning.anchorNearby * Float(StridePhase.count) + 0.5)
    reach = Int(tuning.anchorBursts * Float(StridePhase.count) + 0.5)
    gluteShare = tuning.anchorGlute
    // room for two rounds, so that a turned cycle lies in one piece
    shapes = FixedArray(count: 2) { _ in FixedBuffer<Float>(repeating: 0, count: 2 * StridePhase.count) }
  }

  /// Fits amplitudes (not logarithms) over one cycle. A weight of 0 leaves a muscle out. Where contact is known to lie near a
  /// phase, only places near it are looked at: another place that fits as well must not take its place in the middle of a run.
  @_noLocks
  package func fit(
    glute: UnsafePointer<Float>, hamstring: UnsafePointer<Float>, weights: (Float, Float), periodSeconds: Double,
    near known: Double? = nil
  ) -> Fit {
    canonical.draw(periodSeconds: periodSeconds)
    scores.fill(0)
    addScores(glute, against: canonical.glute, weight: weights.0)
    addScores(hamstring, against: canonical.hamstring, weight: weights.1)
    let total = max(weights.0 + weights.1, .leastNormalMagnitude)
    let count = StridePhase.count
    var best = -1
    var shift = 0
    while shift < count {
      let isNear =
        known == nil || abs(StridePhase.wrapped(Double(shift) / Double(count) - (known ?? 0))) <= knownReach
      if isNear && (best < 0 || scores.pointer[shift] > scores.pointer[best]) { best = shift }
      shift += 1
    }
    best = max(best, 0)
    var rival = -Float.infinity
    shift = 0
    while shift < count {
      let distance = abs(shift - best)
      if min(distance, count - distance) > count / 10 { rival = max(rival, scores.pointer[shift]) }
      shift += 1
    }
    let top = scores.pointer[best]
    let left = scores.pointer[(best + count - 1) % count]
    let right = scores.pointer[(best + 1) % count]
    let curvature = left - 2 * top + right
    let between = curvature < 0 ? 0.5 * (left - right) / curvature : 0
    var shifts = Double(best) + Double(between)
    let walking = Gait.walkingPatternShare(periodSeconds: periodSeconds)
    if walking > 0 { shifts += walking * (refined(near: best, glute, hamstring, weights) - shifts) }
    var phase = StridePhase.wrapped(shifts / Double(count))
    if let known {
      let moved = max(-knownReach, min(knownReach, StridePhase.wrapped(phase - known)))
      phase = StridePhase.wrapped(known + moved)
    }
    return Fit(phase: phase, correlation: Double(top / total), lead: Double((top - rival) / total))
  }

  /// In walking people's second bursts differ so much that they pull contact about. The place that the whole cycle tells is
  /// refined by the main bursts alone: correlation within ± 0.3 stride, the glute's counting a little more, since it lies
  /// closer to contact. Between people that brings the scatter down from 35 to 26 ms. In grid points.
  @_noLocks
  private func refined(
    near best: Int, _ glute: UnsafePointer<Float>, _ hamstring: UnsafePointer<Float>, _ weights: (Float, Float)
  ) -> Double {
    let both = weights.0 > 0 && weights.1 > 0
    scores.fill(-2)
    addMainScores(
      glute, against: canonical.gluteNear, near: best, weight: both ? gluteShare : weights.0 > 0 ? 1 : 0)
    addMainScores(
      hamstring, against: canonical.hamstringNear, near: best,
      weight: both ? 1 - gluteShare : weights.1 > 0 ? 1 : 0)
    let count = StridePhase.count
    var top = best
    var shift = best - nearby
    while shift <= best + nearby {
      if scores.pointer[(shift + count) % count] > scores.pointer[(top + count) % count] { top = shift }
      shift += 1
    }
    guard abs(top - best) < nearby else { return Double(top) }
    let left = scores.pointer[(top - 1 + count) % count]
    let right = scores.pointer[(top + 1 + count) % count]
    let curvature = left - 2 * scores.pointer[(top + count) % count] + right
    return Double(top) + (curvature < 0 ? Double(0.5 * (left - right) / curvature) : 0)
  }

  /// Adds one muscle's correlation around contact, plus 1, at the shifts near `best`.
  @_noLocks
  private func addMainScores(
    _ cycle: UnsafePointer<Float>, against model: borrowing FixedBuffer<Float>, near best: Int, weight: Float
  ) {
    guard weight > 0 else { return }
    Self.standardise(cycle, into: shapes[0])
    Self.standardise(model.pointer, into: shapes[1])
    let count = StridePhase.count
    var shift = best - nearby
    while shift <= best + nearby {
      var sums: (x: Float, y: Float, xx: Float, yy: Float, xy: Float) = (0, 0, 0, 0, 0)
      var point = StridePhase.contact - reach
      while point <= StridePhase.contact + reach {
        let x = shapes[0].pointer[(point + shift + count) % count]
        let y = shapes[1].pointer[point]
        sums = (sums.x + x, sums.y + y, sums.xx + x * x, sums.yy + y * y, sums.xy + x * y)
        point += 1
      }
      let n = Float(2 * reach + 1)
      let covariance = sums.xy / n - sums.x * sums.y / n / n
      let variances = (sums.xx / n - sums.x * sums.x / n / n) * (sums.yy / n - sums.y * sums.y / n / n)
      scores.pointer[(shift + count) % count] +=
        weight * (1 + (variances > 0 ? covariance / realtimeSquareRoot(variances) : 0))
      shift += 1
    }
  }

  /// Adds one muscle's correlation at every shift, eight shifts at a time.
  @_noLocks
  private func addScores(_ cycle: UnsafePointer<Float>, against model: borrowing FixedBuffer<Float>, weight: Float) {
    guard weight > 0 else { return }
    Self.standardise(cycle, into: shapes[0])
    Self.standardise(model.pointer, into: shapes[1])
    let count = StridePhase.count
    let turned = shapes[0].pointer
    (turned + count).copy(from: turned, count: count)
    let fixed = shapes[1].pointer
    var shift = 0
    while shift < count {
      var sums = SIMD8<Float>.zero
      var point = 0
      while point < count {
        sums += UnsafeRawPointer(turned + (point &+ shift)).loadUnaligned(as: SIMD8<Float>.self) * fixed[point]
        point &+= 1
      }
      let target = UnsafeMutableRawPointer(scores.pointer + shift)
      let before = target.loadUnaligned(as: SIMD8<Float>.self)
      target.storeBytes(of: before + weight * sums / Float(count), as: SIMD8<Float>.self)
      shift &+= 8
    }
  }

  /// Square root of the height above the lowest point, then mean 0 and variance 1.
  @_noLocks
  private static func standardise(_ source: UnsafePointer<Float>, into target: borrowing FixedBuffer<Float>) {
    let count = StridePhase.count
    var lowest = Float.infinity
    var i = 0
    while i < count {
      lowest = min(lowest, source[i])
      i += 1
    }
    var sum: Float = 0
    var squares: Float = 0
    i = 0
    while i < count {
      let value = realtimeSquareRoot(source[i] - lowest)
      target.pointer[i] = value
      sum += value
      squares += value * value
      i += 1
    }
    let mean = sum / Float(count)
    let variance = squares / Float(count) - mean * mean
    let scale = variance > 0 ? 1 / realtimeSquareRoot(variance) : 0
    i = 0
    while i < count {
      target.pointer[i] = (target.pointer[i] - mean) * scale
      i += 1
    }
  }
}
