import CalibrationProtocol
import TestSupport
import Testing

@Suite struct ContractionLevelTests {
  private static let rate = 2000.0
  /// White noise of 4 s: its level scatters by 0.8 %, and what is left of the highest window by 2 %; 2.5 times both.
  private static let tolerance = 0.055

  private func noise(seconds: Double, level: Float = 1, seed: UInt64 = 1) -> [Float] {
    SeededNoise.normal(seed: seed, count: Int(seconds * Self.rate)).map { level * $0 }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func aSteadyContractionIsNotReadTooHighForTheHighestOfManyWindows(seed: UInt64) {
    let level = ContractionLevel(noise(seconds: 4, seed: seed), rate: Self.rate, noisePower: 0)
    #expect(abs(level.best - 1) < Self.tolerance, "\(level.best)")
  }

  @Test func aTruePeakOfHalfASecondCounts() {
    let emg = noise(seconds: 1.5) + noise(seconds: 0.6, level: 1.4, seed: 2) + noise(seconds: 1.5, seed: 3)
    let level = ContractionLevel(emg, rate: Self.rate, noisePower: 0)
    #expect((1.3...1.45).contains(level.best), "\(level.best)")
  }

  @Test func noiseAtRestIsTakenOff() {
    let level = ContractionLevel(noise(seconds: 4), rate: Self.rate, noisePower: 0.5)
    #expect(abs(level.best - 0.5.squareRoot()) < Self.tolerance, "\(level.best)")
  }

  @Test func aSpikeDoesNotCount() {
    var emg = noise(seconds: 4)
    for index in 4000..<4010 { emg[index] = 40 }
    let level = ContractionLevel(emg, rate: Self.rate, noisePower: 0)
    #expect(abs(level.best - 1) < 2 * Self.tolerance, "\(level.best)")
    #expect((0.1...0.2).contains(level.joltShare), "a window in seven holds it")
  }

  @Test func onlyWhatIsHeldCountsAsHeld() {
    let emg = noise(seconds: 1, level: 0.05) + noise(seconds: 2) + noise(seconds: 1, level: 0.05)
    let level = ContractionLevel(emg, rate: Self.rate, noisePower: 0)
    #expect((1.9...2.1).contains(level.heldSeconds), "\(level.heldSeconds)")
  }

  @Test func silenceIsNothing() {
    let level = ContractionLevel([Float](repeating: 0, count: 8000), rate: Self.rate, noisePower: 0)
    #expect(level.best == 0 && level.joltShare == 0)
  }

  @Test func nothingIsNothing() {
    let level = ContractionLevel([Float](), rate: Self.rate, noisePower: 0)
    #expect(level.best == 0 && level.heldSeconds == 0)
  }
}
