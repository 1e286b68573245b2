import EMGUnits

/// What a channel carries while its electrode is off or its amplifier dead, in microvolts, at the base rate.
struct FaultNoise {
  /// Swings of an open input against full scale, RMS; they reach the end of the scale now and then.
  private static let swingLevel = 0.3
  /// Hum of an open input against full scale, RMS: 0.13–0.30 on the channels of the musclesyneRgies and biomechZoo
  /// samples that are full of hum.
  private static let humLevel = 0.2
  /// Noise of a dead channel, microvolts RMS up to half the base rate.
  private static let deadMicrovolts = 0.5
  /// The swings stay below about this frequency.
  private static let swingHertz = 1.0

  /// RMS of the fundamental of the hum while the electrode is off, microvolts.
  let offHum: Double
  private let swingRMS: Double
  private var random: RandomStream
  private var slow: SlowNoise
  private var smooth = 0.0

  /// `fullScale`: microvolts.
  init(fullScale: Double, random: RandomStream) {
    offHum = Self.humLevel * fullScale
    // Two equal first-order low-passes in a row leave half of the power of the first.
    swingRMS = Self.swingLevel * fullScale * (2.0).squareRoot()
    self.random = random
    slow = SlowNoise(cornerHertz: Self.swingHertz, &self.random)
    for _ in 0..<Int(bounded: BaseRate.hertz) { _ = next() }
  }

  /// The next samples of an open and of a dead input.
  mutating func next() -> (swing: Double, dead: Double) {
    let step = PortableMath.turn * Self.swingHertz / BaseRate.hertz
    smooth += step * (slow.next(&random) - smooth)
    return (swingRMS * smooth, Self.deadMicrovolts * random.gaussian())
  }
}
