import Glibc
import Synchronization

/// Events between the session's thread and the one that sends. The session's thread never waits: what finds no room is dropped
/// and counted. Bounded, so that a network that stands still costs no memory.
package final class StreamQueue: Sendable {
  /// 8 s of envelope, or a quarter of an hour of strides.
  package static let capacity = 1024

  private struct State {
    var events: [StreamEvent] = []
    var isEnded = false
  }

  private let capacity: Int
  private let state = Mutex(State())
  private let droppedCount = Atomic<Int>(0)
  /// Wakes who sends. Made here, destroyed in `deinit`; the calls on it are safe from any thread.
  private nonisolated(unsafe) let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  package init(capacity: Int = StreamQueue.capacity) {
    self.capacity = capacity
    state.withLock { $0.events.reserveCapacity(capacity) }
    sem_init(semaphore, 0, 0)
  }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  /// How many events found no room.
  package var dropped: Int { droppedCount.load(ordering: .relaxed) }

  /// Adds one, or counts it as dropped. The lock is held elsewhere only for an exchange of two pointers.
  package func add(_ event: StreamEvent) {
    let isAdded = state.withLock { state in
      guard state.events.count < capacity, !state.isEnded else { return false }
      state.events.append(event)
      return true
    }
    if isAdded { sem_post(semaphore) } else { droppedCount.add(1, ordering: .relaxed) }
  }

  /// No more events come.
  func end() {
    state.withLock { $0.isEnded = true }
    sem_post(semaphore)
  }

  /// Waits for events and takes all; nil after the last.
  func take(into events: inout [StreamEvent]) -> Bool {
    while true {
      sem_wait(semaphore)
      // one waking for all that is there
      while sem_trywait(semaphore) == 0 {}
      events.removeAll(keepingCapacity: true)
      let isEnded = state.withLock { state in
        swap(&state.events, &events)
        return state.isEnded
      }
      if !events.isEmpty { return true }
      if isEnded { return false }
    }
  }
}
