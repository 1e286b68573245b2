/// Noise of electrode and amplifier, at the base rate: white, and a little of it below 10 Hz.
struct ElectrodeNoise {
  /// White noise of RMS 1 within 30–450 Hz has this RMS up to half the base rate.
  private static let whiteRMS = (BaseRate.hertz / 2 / 420).squareRoot()
  /// The slow parts (1 and 10 Hz, close to 1/f together), against the noise within 30–450 Hz.
  private static let slowRMS = 0.4

  private let level: Double
  private var random: RandomStream
  private var slow: SlowNoise
  private var slower: SlowNoise

  /// `level`: RMS within 30–450 Hz, microvolts.
  init(level: Double, random: RandomStream) {
    self.level = level
    self.random = random
    slow = SlowNoise(cornerHertz: 10, &self.random)
    slower = SlowNoise(cornerHertz: 1, &self.random)
  }

  /// The next sample, microvolts.
  mutating func next() -> Double {
    let white = Self.whiteRMS * random.gaussian()
    return level * (white + Self.slowRMS * (slow.next(&random) + slower.next(&random)))
  }
}
