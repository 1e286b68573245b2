import SessionResults
import TestSupport
import Testing

/// Slopes are ranked without being kept.
@Suite struct SlopeRankTests {
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
    let ranked = SlopeRank(x, y)
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
}
