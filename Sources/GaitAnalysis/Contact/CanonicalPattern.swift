import EMGUnits
import RealtimeSupport

/// When gluteus maximus and hamstrings fire over a stride, in people.
///
/// **The whole cycle**, by which contact is placed: bursts as on → off in strides after initial contact, at 30 % of the
/// burst's height. Main bursts as measured from published treadmill recordings (Santuz et al. 2018, Front Physiol 9:1509);
/// those of running lie 0.01 stride earlier, as runners have them whose contacts were measured on the EMG's own clock. The
/// second bursts – the glute's in mid-swing near 65 % and its shoulder in stance, the hamstring's in stance – are given with
/// about half the height of the main one in running, since some people have them low and some higher than the main one.
///
/// **Walking around contact**, by which the place is refined: seven tenths the mean over eleven people at one or two speeds
/// (Schreiber & Moissenet 2019, Sci Data 6:111; BTK's example; Santuz et al.): each one's square-rooted amplitude above rest,
/// standardised, averaged over a person's speeds, then over people; contacts from force plates and markers. Three tenths the
/// bursts: they keep the mean's breadth from leaving two places equal.
package struct CanonicalPattern: ~Copyable {
  /// A burst: on and off in strides after contact, height relative to the main one.
  private typealias Burst = (on: Double, off: Double, height: Double)

  /// A Gaussian falls to 30 % at 1.55 standard deviations.
  private static var halfWidthInDeviations: Double { @_noLocks get { 1.55 } }
  /// Bursts of running lie this much earlier, in strides.
  private static var runningLead: Double { @_noLocks get { 0.01 } }

  /// Walking, in hundredths of the highest value, at every second point of `StridePhase`.
  private static let walkingGlute: [Float] = [
    1, 2, 1, 2, 3, 4, 7, 11, 15, 19, 20, 17, 12, 8, 5, 4,
    3, 2, 2, 2, 2, 2, 3, 5, 6, 8, 11, 14, 19, 29, 44, 58,
    73, 90, 100, 99, 82, 56, 29, 16, 10, 8, 7, 6, 6, 5, 5, 5,
    4, 3, 3, 2, 2, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1,
  ]
  private static let walkingHamstring: [Float] = [
    1, 1, 0, 0, 0, 0, 1, 1, 2, 2, 1, 1, 1, 1, 2, 4,
    6, 10, 13, 19, 26, 41, 58, 79, 93, 99, 100, 98, 95, 95, 86, 76,
    62, 52, 46, 40, 32, 23, 16, 10, 6, 5, 5, 6, 7, 8, 9, 10,
    10, 10, 8, 7, 6, 5, 4, 3, 2, 1, 1, 0, 0, 0, 0, 0,
  ]

  /// Amplitude of the glute over the stride, at the points of `StridePhase`.
  package let glute = FixedBuffer<Float>(repeating: 0, count: StridePhase.count)
  /// Amplitude of the hamstring.
  package let hamstring = FixedBuffer<Float>(repeating: 0, count: StridePhase.count)
  /// The same around contact, for refining; in running as above.
  package let gluteNear = FixedBuffer<Float>(repeating: 0, count: StridePhase.count)
  package let hamstringNear = FixedBuffer<Float>(repeating: 0, count: StridePhase.count)
  private let walking = FixedArray(count: 2) { _ in FixedBuffer<Float>(repeating: 0, count: StridePhase.count) }

  package init() {
    for (row, table) in [Self.walkingGlute, Self.walkingHamstring].enumerated() {
      for point in 0..<StridePhase.count {
        let next = table[(point / 2 + 1) % table.count]
        walking[row][point] = (point.isMultiple(of: 2) ? table[point / 2] : (table[point / 2] + next) / 2) / 100
      }
    }
  }

  /// Draws the patterns for a stride time in seconds; between walking and running they are mixed.
  @_noLocks
  package func draw(periodSeconds: Double) {
    let share = Gait.walkingPatternShare(periodSeconds: periodSeconds)
    draw(1 - share, ActivityWindow.running(.gluteusMaximus), ActivityWindow.running(.hamstrings))
    var point = 0
    while point < StridePhase.count {
      gluteNear.pointer[point] = glute.pointer[point] + Float(share) * walking[0].pointer[point]
      hamstringNear.pointer[point] = hamstring.pointer[point] + Float(share) * walking[1].pointer[point]
      point += 1
    }
    let gluteBurst = ActivityWindow.walking(.gluteusMaximus)
    let hamstringBurst = ActivityWindow.walking(.hamstrings)
    add((gluteBurst.on, gluteBurst.off, share), to: glute)
    add((0.557, 0.743, 0.15 * share), to: glute)
    add((0.1325, 0.2875, 0.15 * share), to: glute)
    add((hamstringBurst.on, hamstringBurst.off, share), to: hamstring)
    add((0.147, 0.333, 0.3 * share), to: hamstring)
  }

  /// Running alone, at a share of its height.
  @_noLocks
  private func draw(_ share: Double, _ gluteBurst: ActivityWindow, _ hamstringBurst: ActivityWindow) {
    let lead = Self.runningLead
    glute.fill(0)
    hamstring.fill(0)
    add((gluteBurst.on - lead, gluteBurst.off - lead, share), to: glute)
    add((0.557 - lead, 0.743 - lead, 0.5 * share), to: glute)
    add((0.1325 - lead, 0.2875 - lead, 0.3 * share), to: glute)
    add((hamstringBurst.on - lead, hamstringBurst.off - lead, share), to: hamstring)
    add((0.147 - lead, 0.333 - lead, 0.5 * share), to: hamstring)
  }

  @_noLocks
  private func add(_ burst: Burst, to pattern: borrowing FixedBuffer<Float>) {
    guard burst.height > 0 else { return }
    let deviation = (burst.off - burst.on) / 2 / Self.halfWidthInDeviations
    let middle = (burst.on + burst.off) / 2
    var point = 0
    while point < StridePhase.count {
      let distance = StridePhase.wrapped(StridePhase.phase(point) - middle) / deviation
      pattern.pointer[point] += Float(burst.height) * realtimeExp(Float(-0.5 * distance * distance))
      point += 1
    }
  }
}
