import SessionResults
import TestSupport
import Testing

/// Slopes and differences are ranked without being kept.
@Suite struct PairwiseValuesTests {
  /// All of them, sorted.
  private func slopes(_ x: [Double], _ y: [Double]) -> [Double] {
    var slopes: [Double] = []
    for later in x.indices {
      for earlier in 0..<later where x[later] > x[earlier] {
        slopes.append((y[later] - y[earlier]) / (x[later] - x[earlier]))
      }
    }
    return slopes.sorted()
  }

  private func expectSame(_ x: [Double], _ y: [Double]) {
    let sorted = slopes(x, y)
    let ranked = PairwiseValues(slopesOf: x, y)
    #expect(ranked.count == sorted.count)
    for rank in stride(from: 0, to: sorted.count, by: max(1, sorted.count / 50)) + [sorted.count - 1] {
      #expect(ranked[rank] == sorted[rank], "rank \(rank)")
    }
  }

  /// 600 minutes have 179,700 slopes, ten times what is sorted at once.
  @Test(arguments: [3, 40, 182, 600]) func theRanksAreThoseOfAllSlopesSorted(_ count: Int) {
    var random = SeededNoise(seed: 7)
    let x = (0..<count).map { Double($0) + Double.random(in: 0..<0.5, using: &random) }
    expectSame(x, x.map { _ in Double.random(in: -5...5, using: &random) })
  }

  @Test func oneFarPointSqueezesAllOthersIntoOneBin() {
    var random = SeededNoise(seed: 8)
    let x = (0..<400).map(Double.init)
    var y = x.map { _ in Double.random(in: -1...1, using: &random) }
    y[200] = 1e12
    expectSame(x, y)
  }

  @Test func manyEqualSlopesAreRankedToo() {
    let x = (0..<400).map(Double.init)
    expectSame(x, x.map { 2 * $0 })
    expectSame(x, x.map { $0 < 200 ? 0 : 1 })
  }

  /// 285,200 differences, and 713 of them.
  @Test(arguments: [1, 20]) func differencesAreThoseOfSortingThemAll(_ times: Int) {
    var noise = SeededNoise(seed: 3)
    // coarse, so that many are equal, and of both signs
    let before = (0..<(23 * times)).map { _ in Double((noise.uniform() * 20).rounded()) / 4 }
    let after = (0..<(31 * times)).map { _ in Double((noise.uniform() * 20).rounded()) / 4 + 0.1 }
    let sorted = after.flatMap { late in before.map { late - $0 } }.sorted()
    let differences = PairwiseValues(differencesFrom: before, to: after)
    #expect(differences.count == sorted.count)
    for rank in stride(from: 0, to: sorted.count, by: 1 + 1000 * (times - 1)) where differences[rank] != sorted[rank] {
      Issue.record("rank \(rank): \(differences[rank]) instead of \(sorted[rank])")
    }
    for limit in [-100, -1.15, 0, 0.1, 3, 100] {
      #expect(differences.atMost(limit) == sorted.count { $0 <= limit })
    }
  }
}
