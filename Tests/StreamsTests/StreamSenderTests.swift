import Glibc
import RealtimeSupport
import Streams
import Synchronization
import Testing

/// Who sends never holds up who hands over.
@Suite struct StreamSenderTests {
  /// Somebody who takes nothing until the gate is opened.
  private final class SlowSink: StreamSink, Sendable {
    let name = "nowhere"
    let isOpen: Atomic<Bool>
    let taken = Atomic<Int>(0)

    init(isOpen: Bool) { self.isOpen = Atomic(isOpen) }

    func send(_ event: StreamEvent) -> Bool? {
      while !isOpen.load(ordering: .acquiring) { usleep(1000) }
      taken.add(1, ordering: .relaxed)
      if case .stride(let stride, _) = event { return stride.number != 13 }
      return nil
    }
  }

  private static let many = 5000

  @Test func whatIsSentAndWhatIsRefusedIsCounted() {
    let sender = StreamSender([SlowSink(isOpen: true)])
    for number in 1...20 { sender.queue.add(.stride(MadeEvents.stride(number, .firing), MadeEvents.moment)) }
    sender.queue.add(.state(.ended, words: "", MadeEvents.moment))
    let counts = sender.end()
    #expect(counts.map(\.name) == ["nowhere"] && counts.map(\.sent) == [19] && counts.map(\.failed) == [1])
    #expect(sender.queue.dropped == 0)
  }

  @Test func aReceiverThatHangsCostsTheSessionNothing() {
    let sink = SlowSink(isOpen: false)
    let sender = StreamSender([sink])
    let start = MonotonicClock.now()
    for number in 1...Self.many { sender.queue.add(.stride(MadeEvents.stride(number, .firing), MadeEvents.moment)) }
    // 5000 events take a millisecond; a wait for the receiver would have no end
    #expect(MonotonicClock.now() - start < 1_000_000_000)
    // the thread holds what it had taken, the queue what fits
    #expect(sender.queue.dropped >= Self.many - 2 * StreamQueue.capacity && sender.queue.dropped < Self.many)
    // the end does not wait for ever either
    #expect(sender.end().map(\.sent) == [0])
    #expect(MonotonicClock.now() - start < 10_000_000_000)
    sink.isOpen.store(true, ordering: .releasing)
  }

  @Test func afterTheEndNothingIsTaken() {
    let sender = StreamSender([SlowSink(isOpen: true)])
    _ = sender.end()
    sender.queue.add(.state(.mark, words: "", MadeEvents.moment))
    #expect(sender.queue.dropped == 1)
  }
}
