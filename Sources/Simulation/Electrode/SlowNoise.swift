/// Gaussian noise below a corner frequency with an RMS of 1: a first-order process at the base rate.
struct SlowNoise {
  private let kept: Double
  private let fresh: Double
  private var value: Double

  init(cornerHertz: Double, _ random: inout RandomStream) {
    kept = PortableMath.exp(-PortableMath.turn * cornerHertz / BaseRate.hertz)
    fresh = (1 - kept * kept).squareRoot()
    value = random.gaussian()
  }

  /// The next sample.
  mutating func next(_ random: inout RandomStream) -> Double {
    value = kept * value + fresh * random.gaussian()
    return value
  }
}
