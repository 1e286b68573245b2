import RealtimeSupport
import TestSupport
import Testing

@Suite struct QuantileTests {
  private static let fractions = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1]

  private func quantile(_ values: [Float], _ fraction: Double) -> (result: Float, after: [Float]) {
    var values = values
    let result = values.withUnsafeMutableBufferPointer {
      realtimeQuantile($0.baseAddress!, count: $0.count, fraction: fraction)
    }
    return (result, values)
  }

  private func agreesWithASort(_ values: [Float]) -> Bool {
    let sorted = values.sorted()
    return Self.fractions.allSatisfy { fraction in
      let (result, after) = quantile(values, fraction)
      return result == sorted[Int((fraction * Double(sorted.count - 1)).rounded())] && after.sorted() == sorted
    }
  }

  @Test func agreesWithASort() {
    var noise = SeededNoise(seed: 11)
    for count in Array(1...40) + [100, 127, 1000, 4099] {
      for _ in 0..<20 { #expect(agreesWithASort((0..<count).map { _ in noise.normal() })) }
    }
  }

  @Test func agreesWithASortWhereValuesRepeat() {
    var noise = SeededNoise(seed: 12)
    for count in 1...200 {
      #expect(agreesWithASort((0..<count).map { _ in Float(Int.random(in: 0...3, using: &noise)) }))
    }
  }

  @Test func agreesWithASortOfOrderedAndInfiniteValues() {
    let rising = (0..<501).map { Float($0) }
    #expect(agreesWithASort(rising))
    #expect(agreesWithASort(rising.reversed()))
    #expect(agreesWithASort([.infinity, 1, -.infinity, 0, 5]))
  }

  @Test func isZeroOfNothing() {
    var none: Float = 5
    #expect(realtimeQuantile(&none, count: 0, fraction: 0.5) == 0)
  }

  /// More than the few swaps of every level would take; a quadratic selection needs 10¹⁰ steps and does not end.
  @Test func isNotQuadraticInTheUsualBadCases() {
    let count = 200_000
    let sawtooth = (0..<count).map { Float($0 % 1000) }
    let organPipe = (0..<count).map { Float(min($0, count - $0)) }
    #expect(quantile(sawtooth, 0.5).result == sawtooth.sorted()[count / 2])
    #expect(quantile(organPipe, 0.5).result == organPipe.sorted()[count / 2])
  }
}
