import Biofeedback
import Testing

@Suite struct StrideQueueTests {
  private func stride(_ number: Int) -> OpenStride {
    OpenStride(number: number, contact: Double(number), periodSeconds: 0.7, known: nil, confidence: 1, inferred: false)
  }

  @Test func stridesComeOutInTheOrderOfTheirContacts() {
    var queue = StrideQueue()
    for number in 1...24 {
      queue.begin(stride(number))
      queue.close(stride(number))
    }
    #expect(queue.isFull && queue.count == 24)
    for number in 1...24 {
      let oldest = queue.takeOldest()
      #expect(oldest.number == number)
    }
    #expect(queue.count == 0 && !queue.isFull)
  }

  @Test func numbersGoOnThoughAStrideIsDropped() {
    var queue = StrideQueue()
    #expect(queue.currentNumber == 1 && queue.upcomingNumber == 1)
    queue.begin(stride(1))
    #expect(queue.currentNumber == 1 && queue.upcomingNumber == 2)
    queue.drop()
    let isOpen = queue.open != nil
    #expect(!isOpen && queue.currentNumber == 2 && queue.count == 0)
  }

  @Test func aStrideInProgressChangesUntilItIsClosed() {
    var queue = StrideQueue()
    queue.begin(stride(1))
    var open = stride(1)
    open.flags.gap = true
    queue.update(open)
    let hasGap = queue.open?.flags.gap
    #expect(hasGap == true)
    open.end = 1.7
    queue.close(open)
    let isOpen = queue.open != nil
    let end = queue[0].end
    #expect(!isOpen && end == 1.7)
  }

  @Test func waitingStridesChangeInPlace() {
    var queue = StrideQueue()
    for number in 1...3 { queue.close(stride(number)) }
    var second = queue[1]
    second.isLearned = true
    queue[1] = second
    let learned = (0..<3).map { queue[$0].isLearned }
    #expect(learned == [false, true, false])
    _ = queue.takeOldest()
    let first = queue[0]
    #expect(first.number == 2 && first.isLearned)
  }

  /// Below 0.65 a stride's values are not trusted; one that was inferred says so instead.
  @Test(arguments: [(Float(0.64), false, true), (0.66, false, false), (0.1, true, false)])
  func aStrideUnlikeTheOthersIsMarked(confidence: Float, inferred: Bool, unlike: Bool) {
    let stride = OpenStride(
      number: 1, contact: 0, periodSeconds: 0.7, known: nil, confidence: confidence, inferred: inferred)
    #expect(stride.flags.unlike == unlike && stride.flags.inferred == inferred)
  }
}
