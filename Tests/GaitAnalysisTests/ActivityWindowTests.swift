import EMGUnits
import GaitAnalysis
import Testing

/// When muscles work in the stride: people's windows, and one's own.
@Suite struct ActivityWindowTests {
  private static let point = 1 / Double(StridePhase.count)

  @Test func gaitsAreToldByTheStrideTime() {
    #expect(Gait(periodSeconds: 0.64) == .running && Gait(periodSeconds: 0.85) == .running)
    #expect(Gait(periodSeconds: 0.95) == .walking && Gait(periodSeconds: 1.5) == .walking)
  }

  @Test(arguments: Muscle.allCases) func windowsGoOverFromRunningToWalking(muscle: Muscle) {
    let running = ActivityWindow.canonical(muscle, periodSeconds: 0.7)
    let walking = ActivityWindow.canonical(muscle, periodSeconds: 1.1)
    let between = ActivityWindow.canonical(muscle, periodSeconds: 0.9)
    #expect(running == ActivityWindow.canonical(muscle, periodSeconds: 0.5))
    #expect(abs(between.on - (running.on + walking.on) / 2) < 1e-9 && running.on < running.off)
  }

  /// A burst of that shape over a stride at rest, between two phases.
  private func cycle(_ on: Double, _ off: Double, height: Float = 1, second: (Double, Double, Float)? = nil) -> [Float]
  {
    (0..<StridePhase.count).map { point in
      let phase = StridePhase.phase(point)
      if phase >= on && phase < off { return height }
      if let second, phase >= second.0 && phase < second.1 { return second.2 }
      return 0.01
    }
  }

  @Test(arguments: [(0.0, 0.125), (-0.03125, 0.15625), (0.03125, 0.1875)])
  func onesOwnBurstIsTheWindow(on: Double, off: Double) {
    let people = ActivityWindow.canonical(.gluteusMaximus, periodSeconds: 0.7)
    let own = people.learned(from: cycle(on, off), WindowTuning())
    #expect(abs(own.on - on) <= Self.point && abs(own.off - off) <= Self.point)
  }

  /// The glute's burst in mid-swing may be the larger one; the window stays at contact.
  @Test func aLargerBurstElsewhereIsNotTakenForIt() {
    let people = ActivityWindow.canonical(.gluteusMaximus, periodSeconds: 0.7)
    let own = people.learned(from: cycle(0, 0.125, second: (-0.4, -0.25, 3)), WindowTuning())
    #expect(abs(own.on) <= Self.point && abs(own.off - 0.125) <= Self.point)
  }

  @Test func aHeldWindowFollowsByAMarginOnly() {
    let tuning = WindowTuning()
    let people = ActivityWindow.canonical(.hamstrings, periodSeconds: 0.7)
    let held = people.held(by: cycle(-0.1, 0.2), tuning)
    #expect(abs(held.on - people.on) <= Double(tuning.holdMargin) + 1e-9)
    #expect(abs(held.off - people.off) <= Double(tuning.holdMargin) + 1e-9)
  }

  @Test func phasesAreWrapped() {
    #expect(StridePhase.wrapped(0.5) == -0.5 && StridePhase.wrapped(1.25) == 0.25 && StridePhase.wrapped(-0.75) == 0.25)
    #expect(StridePhase.phase(StridePhase.contact) == 0 && StridePhase.phase(0) == -0.5)
  }
}
