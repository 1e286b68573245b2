import Glibc
import RealtimeSupport
import Synchronization
import Testing

/// Values come out as they went in, once each, whatever the threads do.
@Suite struct SPSCRingTests {
  @Test(arguments: [(0, 1), (1, 1), (3, 4), (8, 8), (9, 16)])
  func holdsThePowerOfTwoThatIsAskedForOrTheNext(asked: Int, holds: Int) {
    let ring = SPSCRing<Int>(capacity: asked)
    let accepted = (0..<2 * holds).map { ring.push($0) }
    #expect(ring.capacity == holds && ring.count == holds)
    #expect(accepted == (0..<2 * holds).map { $0 < holds })
    #expect(drained(ring) == Array(0..<holds))
  }

  @Test func keepsTheOrderRoundAndRound() {
    let ring = SPSCRing<Int>(capacity: 4)
    var (next, taken) = (0, [Int]())
    // three in, two out, until it is full: every place in the ring is begun at
    for _ in 0..<50 {
      for _ in 0..<3 where ring.push(next) { next += 1 }
      for _ in 0..<2 { taken += [ring.pop()].compactMap(\.self) }
    }
    taken += drained(ring)
    #expect(taken == Array(0..<next) && next > 90)
  }

  @Test func anEmptyRingGivesNothing() {
    let ring = SPSCRing<Int>(capacity: 2)
    var values = [7, 7]
    let count = ring.pop(into: &values, count: 2)
    #expect(ring.pop() == nil && count == 0 && values == [7, 7] && ring.count == 0)
  }

  @Test func manyGoInTogetherOrNotAtAll() {
    let ring = SPSCRing<Int>(capacity: 8)
    let five = ring.push([1, 2, 3, 4, 5], count: 5)
    let fourMore = ring.push([6, 7, 8, 9], count: 4)
    #expect(five && !fourMore && ring.count == 5)
    let threeMore = ring.push([6, 7, 8], count: 3)
    let another = ring.push(9)
    #expect(threeMore && !another && drained(ring) == [1, 2, 3, 4, 5, 6, 7, 8])
  }

  @Test(arguments: 0..<8)
  func manyGoRoundTheEndTogether(start: Int) {
    let ring = SPSCRing<Int>(capacity: 8)
    for n in 0..<start where ring.push(n) { _ = ring.pop() }
    let fits = ring.push(Array(100..<106), count: 6)
    var values = [Int](repeating: 0, count: 8)
    let four = ring.pop(into: &values, count: 4)
    #expect(fits && four == 4 && Array(values[..<4]) == [100, 101, 102, 103])
    let rest = ring.pop(into: &values, count: 8)
    #expect(rest == 2 && Array(values[..<2]) == [104, 105])
  }

  @Test func plainValuesOfAnyLayoutStayWhole() {
    struct Pair: BitwiseCopyable, Equatable {
      var small: UInt8
      var large: Double?
    }
    let ring = SPSCRing<Pair>(capacity: 2)
    let pairs = [Pair(small: 3, large: .pi), Pair(small: 255, large: nil)]
    let fits = ring.push(pairs, count: 2)
    #expect(fits && drained(ring) == pairs)
  }

  /// One thread writes, this one reads, each in pieces of changing size.
  @Test func twoThreadsLoseNothing() {
    let shared = UnsafeMutablePointer<Stress>.allocate(capacity: 1)
    shared.initialize(to: Stress())
    defer {
      shared.deinitialize(count: 1)
      shared.deallocate()
    }
    guard let writer = AudioThread(priority: 1, context: UnsafeMutableRawPointer(shared), body: Stress.write) else {
      Issue.record("no thread")
      return
    }
    var (sum, expected, count, piece) = (0, 0, 0, 1)
    var values = [Int](repeating: 0, count: Stress.mostAtOnce)
    var isInOrder = true
    while count < Stress.total {
      let taken = shared.pointee.ring.pop(into: &values, count: piece)
      for n in 0..<taken {
        isInOrder = isInOrder && values[n] == Stress.value(count + n)
        sum &+= values[n]
        expected &+= Stress.value(count + n)
      }
      count += taken
      piece = piece % Stress.mostAtOnce + 1
      if taken == 0 { sched_yield() }
    }
    writer.join()
    #expect(isInOrder && sum == expected && shared.pointee.ring.count == 0)
  }

  private func drained<Element>(_ ring: borrowing SPSCRing<Element>) -> [Element] {
    var values: [Element] = []
    while let value = ring.pop() { values.append(value) }
    return values
  }
}

/// A ring that one thread fills.
private struct Stress: ~Copyable {
  static let total = 400_000
  static let mostAtOnce = 37
  let ring = SPSCRing<Int>(capacity: 64)

  /// The value number `n`: no two alike, none like its place.
  static func value(_ n: Int) -> Int { n &* 0x1e37_79b9_7f4a_7c15 }

  static let write: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
    guard let shared = context?.assumingMemoryBound(to: Stress.self) else { return nil }
    var (count, piece) = (0, 1)
    while count < total {
      let size = min(piece, total - count)
      let values = (count..<count + size).map(value)
      while !shared.pointee.ring.push(values, count: size) { sched_yield() }
      count += size
      piece = piece % mostAtOnce + 1
    }
    return nil
  }
}
