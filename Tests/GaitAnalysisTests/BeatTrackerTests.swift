import GaitAnalysis
import Glibc
import Testing

/// Steps are 12 ms in the search; a running stride has about 60.
@Suite struct BeatTrackerTests {
  /// A beat may lie some steps (36 ms) beside the burst: where tempo changes, the even interval pulls at it.
  private static let tolerance = 3.0

  /// Bursts 12 steps wide at places, mean 0 and variance 1.
  private func bursts(at places: [Double], count: Int) -> [Float] {
    let values = (0..<count).map { step in
      places.reduce(0.0) { $0 + exp(-0.5 * pow((Double(step) - $1) / 5, 2)) }
    }
    let mean = values.reduce(0, +) / Double(count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    return values.map { Float(($0 - mean) / variance.squareRoot()) }
  }

  private func beats(_ values: [Float], period: Double, with tracker: borrowing BeatTracker) -> [Int] {
    let count = tracker.track(values, count: values.count, periodSteps: period)
    return (0..<count).map { tracker.beats[$0] }
  }

  @Test(arguments: [34.0, 60, 60.4, 124]) func regularBurstsGiveEveryBeat(period: Double) {
    let places = (0..<10).map { 30 + period * Double($0) }
    let tracker = BeatTracker(maximumCount: 2000)
    let found = beats(bursts(at: places, count: Int(places[9]) + 20), period: period, with: tracker)
    #expect(found.count == 10)
    #expect(zip(found, places).allSatisfy { abs(Double($0) - $1) <= 1 })
  }

  /// 2 % from stride to stride: twice what runners do when they speed up.
  @Test(arguments: [0.98, 1.02]) func aTempoThatChangesIsFollowed(ratio: Double) {
    var places = [30.0]
    for stride in 0..<9 { places.append(places[stride] + 60 * pow(ratio, Double(stride))) }
    let tracker = BeatTracker(maximumCount: 2000)
    let mean = (places[9] - places[0]) / 9
    let found = beats(bursts(at: places, count: Int(places[9]) + 20), period: mean, with: tracker)
    #expect(found.count == 10)
    #expect(zip(found, places).map { abs(Double($0) - $1) }.max() ?? 99 <= Self.tolerance)
  }

  @Test(arguments: 1...8) func aMissingBurstIsBridged(missing: Int) {
    let places = (0..<10).map { 30 + 60 * Double($0) }
    var seen = places
    seen.remove(at: missing)
    let tracker = BeatTracker(maximumCount: 2000)
    let found = beats(bursts(at: seen, count: 600), period: 60, with: tracker)
    #expect(found.count == 10)
    #expect(zip(found, places).map { abs(Double($0) - $1) }.max() ?? 99 <= Self.tolerance)
  }

  /// A second burst of 70 % in the middle of the stride is no beat of its own.
  @Test func aSmallerSecondBurstIsNoBeat() {
    let places = (0..<10).map { 30 + 60 * Double($0) }
    let first = bursts(at: places, count: 600)
    let second = bursts(at: places.map { $0 + 30 }, count: 600)
    let tracker = BeatTracker(maximumCount: 2000)
    let found = beats(zip(first, second).map { $0 + 0.7 * $1 }, period: 60, with: tracker)
    #expect(found == places.map { Int($0) })
  }

  @Test func anEarlierSearchLeavesNothingBehind() {
    let places = (0..<8).map { 25 + 50 * Double($0) }
    let values = bursts(at: places, count: 400)
    let used = BeatTracker(maximumCount: 2000)
    _ = beats(bursts(at: (0..<20).map { 10 + 90 * Double($0) }, count: 1800), period: 90, with: used)
    let fresh = BeatTracker(maximumCount: 2000)
    #expect(beats(values, period: 50, with: used) == beats(values, period: 50, with: fresh))
  }
}
