import RealtimeSupport

/// The values of a Hann window one after another, by a recurrence instead of a cosine each.
///
/// cos(φ + δ) = 2 cos δ cos φ − cos(φ − δ), in double precision: after 16 384 steps the error is below 1e-9.
package struct HannWindow {
  private let twiceStep: Double
  private var current: Double
  private var previous: Double

  /// A window of `length` values, symmetric, none of them 0.
  @_noLocks
  package init(length: Int) {
    let step = 2 * Double.pi / Double(max(length, 1))
    twiceStep = 2 * realtimeCos(step)
    current = realtimeCos(step / 2)
    previous = current
  }

  /// The next value, 0–1.
  @_noLocks
  package mutating func next() -> Float {
    let value = 0.5 - 0.5 * current
    let following = twiceStep * current - previous
    previous = current
    current = following
    return Float(value)
  }
}
