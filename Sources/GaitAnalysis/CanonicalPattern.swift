import RealtimeSupport

/// When gluteus maximus and hamstrings fire over a stride, in people.
///
/// Bursts as on → off in strides after initial contact, at 30 % of the burst's height. Main bursts as measured from
/// published recordings of treadmill running and walking (Santuz et al. 2018, Front Physiol 9:1509). The second bursts –
/// the glute's in mid-swing near 65 % and its shoulder in stance, the hamstring's in stance – are given with about half
/// the height of the main one, since some people have them low and some have them higher than the main one.
struct CanonicalPattern: ~Copyable {
  /// A burst: on and off in strides after contact, height relative to the main one.
  private typealias Burst = (on: Double, off: Double, height: Double)

  /// A Gaussian falls to 30 % at 1.55 standard deviations.
  private static var halfWidthInDeviations: Double { @_noLocks get { 1.55 } }

  /// Amplitude of the glute over the stride, at the points of `StridePhase`.
  let glute = FixedBuffer<Float>(repeating: 0, count: StridePhase.count)
  /// Amplitude of the hamstring.
  let hamstring = FixedBuffer<Float>(repeating: 0, count: StridePhase.count)

  init() {}

  /// Draws both patterns for a stride time in seconds; between walking and running the tables are mixed.
  @_noLocks
  func draw(period: Double) {
    let walking = Gait.walkingShare(period: period)
    glute.fill(0)
    hamstring.fill(0)
    let gluteBurst = ActivityWindow.canonical(.gluteusMaximus, period: period)
    let hamstringBurst = ActivityWindow.canonical(.hamstrings, period: period)
    add((gluteBurst.on, gluteBurst.off, 1), (gluteBurst.on, gluteBurst.off, 1), walking, to: glute)
    add((0.557, 0.743, 0.5), (0.557, 0.743, 0.15), walking, to: glute)
    add((0.1325, 0.2875, 0.3), (0.1325, 0.2875, 0.15), walking, to: glute)
    add((hamstringBurst.on, hamstringBurst.off, 1), (hamstringBurst.on, hamstringBurst.off, 1), walking, to: hamstring)
    add((0.147, 0.333, 0.5), (0.147, 0.333, 0.3), walking, to: hamstring)
  }

  @_noLocks
  private func add(_ running: Burst, _ walking: Burst, _ share: Double, to pattern: borrowing FixedBuffer<Float>) {
    let on = running.on + share * (walking.on - running.on)
    let off = running.off + share * (walking.off - running.off)
    let height = running.height + share * (walking.height - running.height)
    let deviation = (off - on) / 2 / Self.halfWidthInDeviations
    var point = 0
    while point < StridePhase.count {
      let distance = StridePhase.wrapped(StridePhase.phase(point) - (on + off) / 2) / deviation
      pattern.pointer[point] += Float(height) * realtimeExp(Float(-0.5 * distance * distance))
      point += 1
    }
  }
}
