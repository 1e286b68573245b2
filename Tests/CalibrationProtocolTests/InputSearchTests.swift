import CalibrationProtocol
import Testing

/// Which input carries which muscle, from one contraction of each.
@Suite struct InputSearchTests {
  private static let step = 0.05

  /// Rest at 1, then contractions in which each input reaches so much, in multiples of its rest.
  private func inputs(_ contractions: [[Double]], rest: [Double]? = nil, seconds: Double = 2) -> [Int]? {
    let rest = rest ?? [Double](repeating: 1e-3, count: contractions[0].count)
    var search = InputSearch(inputs: rest.count, step: Self.step)
    for _ in 0..<60 { search.rest(rest) }
    for contraction in contractions {
      let levels = zip(contraction, rest).map { $0 * $1 }
      for _ in 0..<Int(seconds / Self.step) where search.contract(levels) { break }
      #expect(search.isLoose(rest) && !search.isLoose(levels))
    }
    return search.inputs
  }

  @Test func eachMuscleHasItsInput() {
    #expect(inputs([[30, 2], [2, 40]]) == [0, 1])
    #expect(inputs([[2, 30], [40, 2]]) == [1, 0])
    #expect(inputs([[1, 1, 30, 1], [1, 1, 1, 20]]) == [2, 3])
    #expect(
      inputs([[9, 3, 30, 2], [2, 3, 2, 40], [50, 2, 12, 2], [2, 20, 2, 3]]) == [2, 3, 0, 1], "both legs, crossed")
  }

  /// The hamstring works in a squeeze too, and may be the louder one in both.
  @Test func aMuscleThatHelpsDoesNotTakeTheOthersPlace() {
    #expect(inputs([[30, 16], [8, 60]]) == [0, 1])
    #expect(inputs([[10, 40], [5, 90]]) == [0, 1])
    #expect(inputs([[10, 40], [5, 90]], rest: [1e-2, 1e-4]) == [0, 1])
  }

  @Test func whatRisesAlikeTellsNothing() {
    #expect(inputs([[30, 30], [30, 30]]) == nil)
    #expect(inputs([[30, 27], [30, 28]]) == nil)
    #expect(inputs([[30, 30]]) == nil)
  }

  @Test func aJoltAndAWeakRiseAreNoContraction() {
    #expect(inputs([[30, 2]], seconds: 0.5) == nil)
    #expect(inputs([[3.5, 1]]) == nil)
    #expect(inputs([[30, 2]]) == [0])
  }

  @Test func aSingleInputIsTheGlute() { #expect(inputs([[30]]) == [0]) }

  /// An input without anything on it has no rest to compare with.
  @Test func anInputWithoutSignalTakesNoMuscle() {
    #expect(inputs([[30, 0, 2], [2, 0, 30]], rest: [1e-3, 0, 1e-3]) == [0, 2])
  }
}
