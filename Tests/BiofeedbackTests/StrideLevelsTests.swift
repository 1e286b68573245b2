import Biofeedback
import EMGUnits
import Testing

/// The noise between bursts, as it is taken off levels.
@Suite struct StrideLevelsTests {
  private let tuning = ActivityTuning()

  private func power(after lowest: [Float], _ muscle: Muscle = .gluteusMaximus) -> Float {
    var rest = BandRest(tuning)
    for value in lowest { rest.follow(muscle, lowest: value) }
    return rest.power(muscle)
  }

  @Test func nothingIsTakenOffBeforeTheFirstStride() { #expect(power(after: []) == 0) }

  /// The lowest of some windows is below the noise that it stands for.
  @Test func theFirstStrideIsTakenAsItIs() { #expect(power(after: [1e-6]) == tuning.minimumBias * 1e-6) }

  @Test func itFollowsOverAboutSixStrides() {
    let after = { (strides: Int) in power(after: [1e-6] + [Float](repeating: 1e-8, count: strides)) }
    // 1 − 0.85⁶ = 62 % of the way, in logarithms
    #expect(after(6) < tuning.minimumBias * 1e-7 && after(6) > tuning.minimumBias * 3e-8)
    #expect(abs(after(60) / (tuning.minimumBias * 1e-8) - 1) < 0.01)
  }

  @Test(arguments: [Float(0), -1, .infinity]) func whatIsNoNoiseChangesNothing(lowest: Float) {
    #expect(power(after: [1e-6, lowest]) == power(after: [1e-6]))
  }

  @Test func eachMuscleHasItsOwn() {
    var rest = BandRest(tuning)
    rest.follow(.gluteusMaximus, lowest: 1e-6)
    #expect(rest.power(.hamstrings) == 0 && rest.power(.gluteusMaximus) > 0)
  }
}
