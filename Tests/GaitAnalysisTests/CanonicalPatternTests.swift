import GaitAnalysis
import Testing

/// People's patterns, between running and walking.
@Suite struct CanonicalPatternTests {
  private func drawn(_ seconds: Double) -> (glute: [Float], hamstring: [Float]) {
    let pattern = CanonicalPattern()
    pattern.draw(periodSeconds: seconds)
    return (
      (0..<StridePhase.count).map { pattern.glute[$0] }, (0..<StridePhase.count).map { pattern.hamstring[$0] }
    )
  }

  private func peak(_ values: [Float]) -> Double {
    StridePhase.phase(values.indices.max { values[$0] < values[$1] } ?? 0)
  }

  /// Glute at contact and after it, hamstring before it; in both gaits.
  @Test(arguments: [0.64, 0.72, 0.84, 1.1]) func theHamstringComesFirst(seconds: Double) {
    let (glute, hamstring) = drawn(seconds)
    #expect((0...0.1).contains(peak(glute)) && (-0.15 ... -0.03).contains(peak(hamstring)), "\(seconds) s")
  }

  @Test func mainBurstsAreAsHighAsOne() {
    for seconds in [0.72, 1.1] {
      let (glute, hamstring) = drawn(seconds)
      #expect(abs((glute.max() ?? 0) - 1) < 0.1 && abs((hamstring.max() ?? 0) - 1) < 0.1)
      #expect((glute + hamstring).allSatisfy { $0 >= 0 && $0 < 1.2 })
    }
  }

  /// Between the gaits the pattern goes over from one to the other; outside nothing changes any more.
  @Test func runningGoesOverIntoWalking() {
    #expect(drawn(0.6).glute == drawn(0.75).glute && drawn(1.0).glute == drawn(1.4).glute)
    let (running, between, walking) = (drawn(0.75).glute, drawn(0.84).glute, drawn(1.0).glute)
    for point in running.indices {
      let (low, high) = (min(running[point], walking[point]), max(running[point], walking[point]))
      #expect(between[point] >= low - 1e-5 && between[point] <= high + 1e-5)
    }
  }
}
