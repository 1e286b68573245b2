import EMGUnits

/// Mains hum with a fundamental of RMS 1, at the base rate; every harmonic has a phase of its own.
struct Hum {
  private let frequency: Double
  private let phases: [Double]
  private let peaks: [Double]
  private let orders: [Double]

  init(_ frequency: Hertz, random: RandomStream) {
    var random = random
    self.frequency = frequency.value
    orders = MainsHum.harmonics.map { Double($0.order) }
    peaks = MainsHum.harmonics.map { $0.level * (2.0).squareRoot() }
    phases = MainsHum.harmonics.map { _ in random.uniform() }
  }

  /// The sample at a time.
  func value(at time: Double) -> Double {
    var sum = 0.0
    for index in orders.indices {
      sum += peaks[index] * PortableMath.sine(turns: orders[index] * frequency * time + phases[index])
    }
    return sum
  }
}
