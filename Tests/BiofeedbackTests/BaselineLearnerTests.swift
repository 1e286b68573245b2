import Biofeedback
import EMGUnits
import GaitAnalysis
import Glibc
import TestSupport
import Testing

@Suite struct BaselineLearnerTests {
  private static let noise: Float = 1e-6
  private static let period = 0.72
  /// Samples of a stride at which work is given.
  private static let length = 720

  /// One made stride: bursts with soft edges, as amplitudes of 0.1 at the glute and 0.2 at the hamstring.
  private struct Stride {
    var gluteHeight: Float = 1
    var gluteMiddle = 0.06
    var hamstringMiddles: [(middle: Double, height: Float)] = [(-0.1, 1)]
    var noise = BaselineLearnerTests.noise
    /// What is taken for the noise of rest, against it.
    var restPart: Float = 1
    var rawPower: Float = 0.004
    var movement: Float = 0.001
    var period = BaselineLearnerTests.period
  }

  private static func bump(_ phase: Double, _ middle: Double) -> Float {
    let distance = (phase - middle + 1.5).truncatingRemainder(dividingBy: 1) - 0.5
    // 30 % of the height at ± 0.08
    return Float(exp(-0.5 * pow(distance / 0.0516, 2)))
  }

  private func learn(_ strides: [Stride], capacity: Int = 10) -> BaselineLearner {
    var learner = BaselineLearner(strides: capacity, tuning: CoreTuning())
    for stride in strides {
      let glute = { (phase: Double) in 0.1 * stride.gluteHeight * Self.bump(phase, stride.gluteMiddle) }
      let hamstring = { (phase: Double) in
        0.2 * stride.hamstringMiddles.reduce(0 as Float) { $0 + $1.height * Self.bump(phase, $1.middle) }
      }
      for (place, shape) in [glute, hamstring].enumerated() {
        for point in 0..<StrideProfile.count {
          let amplitude = shape(Double(point) / Double(StrideProfile.count) - 0.5)
          learner.profile(place)[point] = amplitude * amplitude + stride.noise
        }
        var signal = ElectrodeSignal()
        // the lowest of a stride's windows lies this much below the noise
        signal.lowestPower = stride.noise / 1.5
        signal.rawPower = stride.rawPower
        signal.movementPower = stride.movement
        learner.set(place, signal)
        let work = (0..<Self.length).map { n in
          // its square is the power; the sign alternates as a signal's does
          let amplitude = shape(Double(n) / Double(Self.length) - 0.5)
          let value = (amplitude * amplitude + stride.noise).squareRoot()
          return n.isMultiple(of: 2) ? value : -value
        }
        learner.setWork(place, work, count: Self.length, rest: stride.restPart * stride.noise)
      }
      learner.add(periodSeconds: stride.period)
    }
    return learner
  }

  private func strides(_ count: Int = 10, _ change: (Int, inout Stride) -> Void = { _, _ in }) -> [Stride] {
    (0..<count).map { index in
      var stride = Stride()
      change(index, &stride)
      return stride
    }
  }

  /// Mean power of a burst of height 1 between its 30 % points: by adding it up.
  private var burstPower: Float {
    let values = (-80...80).map { Self.bump(Double($0) / 1000, 0) }
    return values.reduce(0) { $0 + $1 * $1 } / 161
  }

  @Test func windowAndAmplitudeAreThoseOfTheStrides() {
    let learner = learn(strides())
    let glute = learner.reference(.gluteusMaximus)
    // grid points of 0.8 % of the stride, smoothed over five
    #expect(abs(glute.window.on + 0.02) < 0.02 && abs(glute.window.off - 0.14) < 0.02)
    #expect(abs(glute.amplitude / (0.1 * burstPower.squareRoot()) - 1) < 0.06)
    #expect(abs(glute.workAmplitude / glute.amplitude - 1) < 0.02)
    #expect(abs(glute.noisePower / Self.noise - 1) < 1e-3 && abs(glute.workNoise / Self.noise - 1) < 1e-3)
    #expect(glute.rawPower == 0.004 && glute.movementPower == 0.001)
    let hamstring = learner.reference(.hamstrings)
    #expect(abs(hamstring.amplitude / (0.2 * burstPower.squareRoot()) - 1) < 0.1)
  }

  /// The glute's window goes with this person's burst, up to 8 % of the stride beyond people's.
  @Test(arguments: [0.03, 0.06, 0.09]) func theGlutesWindowFollowsItsBurst(middle: Double) {
    let window = learn(strides { $1.gluteMiddle = middle }).reference(.gluteusMaximus).window
    #expect(abs((window.on + window.off) / 2 - middle) < 0.015)
  }

  /// A hamstring whose later burst is the higher one: the window stays on people's, within 5 % of the stride.
  @Test func theHamstringsWindowHoldsStill() {
    let people = ActivityWindow.canonical(.hamstrings, periodSeconds: Self.period)
    for height in [0.5, 1, 1.5, 3] as [Float] {
      let window = learn(strides { $1.hamstringMiddles = [(-0.1, 1), (0.1, height)] }).reference(.hamstrings).window
      #expect(abs(window.on - people.on) < 0.051 && abs(window.off - people.off) < 0.051)
    }
  }

  /// Medians: three wild strides of ten change nothing much.
  @Test func wildStridesDoNotMoveTheReference() {
    let calm = learn(strides()).reference(.gluteusMaximus)
    let wild = learn(
      strides { index, stride in
        guard index < 3 else { return }
        stride.gluteHeight = 20
        stride.noise = 1e-3
        stride.rawPower = 5
        stride.movement = 3
      }
    ).reference(.gluteusMaximus)
    #expect(abs(wild.amplitude / calm.amplitude - 1) < 0.01 && abs(wild.workAmplitude / calm.workAmplitude - 1) < 0.01)
    #expect(wild.noisePower == calm.noisePower && wild.rawPower == calm.rawPower)
    #expect(wild.movementPower == calm.movementPower && wild.workNoise == calm.workNoise)
  }

  /// (Σ log² + 10 · 0.2²) / (n − 1 + 10), within 0.15–0.3: ten strides alone tell it to a quarter.
  @Test(arguments: [Float(0), 0.1, 0.2, 0.3, 0.6]) func theSpreadIsTheStridesAndWhatIsUsual(deviation: Float) {
    // ten strides, half of them above and half below, so that the median is between
    let logs = (0..<10).map { (Float($0) - 4.5) / 2.872 * deviation }
    let learner = learn(strides { $1.gluteHeight = expf(logs[$0]) })
    let spread = learner.spread(of: learner.reference(.gluteusMaximus))
    let squares = logs.reduce(0) { $0 + $1 * $1 }
    let expected = max(0.15, min(0.3, ((squares + 10 * 0.04) / 19).squareRoot()))
    // the quantile of ten is one of them, 0.17 deviations off the middle
    #expect(abs(spread - expected) < 0.01)
  }

  @Test func withoutEnoughToTellTheUsualSpreadHolds() {
    let one = learn(strides(1))
    #expect(one.spread(of: one.reference(.gluteusMaximus)) == 0.2)
    // a silent glute does not rise above its rest
    let silent = learn(
      strides { _, stride in
        stride.gluteHeight = 0
        stride.restPart = 1.1
      })
    #expect(silent.spread(of: silent.reference(.gluteusMaximus)) == 0.2)
  }

  @Test func tenStridesAreWantedAndThreeAreEnough() {
    #expect(BaselineLearner.wanted == 10 && BaselineLearner.fewest == 3)
    let nine = learn(strides(9))
    let ten = learn(strides(10))
    let three = learn(strides(3))
    #expect(!nine.isFull && ten.isFull && three.count == 3)
    let amplitude = three.reference(.gluteusMaximus).amplitude / ten.reference(.gluteusMaximus).amplitude
    #expect(abs(amplitude - 1) < 0.01)
  }

  @Test func theStrideTimeIsTheMedian() {
    let learner = learn(strides(9) { $1.period = $0 < 2 ? 3 : 0.7 + 0.001 * Double($0) })
    #expect(abs(learner.medianPeriodSeconds() - 0.706) < 1e-6)
  }

  /// What a profile keeps: logarithm of the amplitude above a floor.
  @Test func theLogCycleIsTheStridesShape() {
    let learner = learn(strides())
    var cycle = [Float](repeating: 0, count: StrideProfile.count)
    learner.logCycle(.gluteusMaximus, into: &cycle)
    let highest = cycle.indices.max { cycle[$0] < cycle[$1] } ?? 0
    // 64 points before contact
    #expect(abs(Double(highest - 64) / 128 - 0.06) < 0.01)
    #expect(abs(cycle[highest] - logf(0.1)) < 0.05)
    // rest: the noise's amplitude and the floor beside it
    #expect(abs(cycle[10] - logf(1e-3 + 1e-3 / Float(1.5).squareRoot())) < 0.05)
  }
}
