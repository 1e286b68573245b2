import GaitAnalysis
import Testing

/// What an earlier run hands on, as another gain or another full scale shows it.
@Suite struct SeededSearchTests {
  private let seed = StrideSeed(
    glute: (0..<StrideSeed.pointCount).map { Float($0) / 64 - 3 },
    hamstring: (0..<StrideSeed.pointCount).map { 1 - Float($0) / 64 }, gluteFloor: 0.01, hamstringFloor: 0.02,
    usesGlute: true, usesHamstring: false, strideSeconds: 0.72, offset: 0.01)

  @Test func aGainMovesLogarithmsAndFloors() {
    let scaled = seed.scaled(glute: 2, hamstring: 0.5)
    for point in 0..<StrideSeed.pointCount {
      #expect(abs(scaled.glute[point] - seed.glute[point] - 0.6931) < 1e-3)
      #expect(abs(scaled.hamstring[point] - seed.hamstring[point] + 0.6931) < 1e-3)
    }
    #expect(scaled.gluteFloor == 0.02 && scaled.hamstringFloor == 0.01 && scaled.strideSeconds == 0.72)
    #expect(seed.scaled(by: 4) == seed.scaled(glute: 4, hamstring: 4))
  }

  @Test func whatIsNoStrideIsNotSound() {
    #expect(seed.isSound)
    let changes: [(inout StrideSeed) -> Void] = [
      { $0.glute[3] = .nan }, { $0.hamstring.removeLast() }, { $0.usesGlute = false }, { $0.strideSeconds = 0.1 },
      { $0.strideSeconds = 30 }, { $0.offset = 0.5 }, { $0.gluteFloor = .infinity },
    ]
    for (index, change) in changes.enumerated() {
      var wrong = seed
      change(&wrong)
      #expect(!wrong.isSound, "change \(index)")
    }
  }
}
