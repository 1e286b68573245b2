import SignalProcessing
import TestSupport
import Testing

@Suite struct PlannerLockTests {
  /// Bit patterns of the spectrum of a seeded signal, by a plan of its own.
  private static func spectrum(size: Int) -> [UInt32] {
    let transform = RealFourierTransform(size: size)
    for (n, value) in SeededNoise.uniform(seed: 9, count: size).enumerated() { transform.time[n] = value }
    transform.forward()
    return (0..<2 * transform.binCount).map { transform.bins[$0].bitPattern }
  }

  /// FFTW's planner corrupts its tables when two threads plan at once; eight of them would not get through 400 plans.
  @Test func plansAreMadeFromSeveralThreadsAtOnce() async {
    let sizes = [256, 360, 512, 1000, 2048]
    let alone = Dictionary(uniqueKeysWithValues: sizes.map { ($0, Self.spectrum(size: $0)) })
    let agreements = await withTaskGroup(of: Bool.self) { group in
      for task in 0..<8 {
        group.addTask {
          (0..<50).allSatisfy { round in
            let size = sizes[(task + round) % sizes.count]
            return Self.spectrum(size: size) == alone[size]
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(agreements == Array(repeating: true, count: 8))
  }
}
