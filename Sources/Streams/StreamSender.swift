import Glibc
import Synchronization

/// Somebody to whom events are sent. Used by the sender's thread only.
package protocol StreamSink: AnyObject {
  /// Sends what concerns it; false when that failed, nil when nothing concerned it.
  func send(_ event: StreamEvent) -> Bool?
  /// Whom: `OSC to 127.0.0.1:9000`.
  var name: String { get }
}

/// The thread that sends: takes events from the queue as they come and hands them to every sink.
package final class StreamSender {
  /// What has become of the events of one sink.
  package struct Count: Sendable, Hashable {
    package var name: String
    package var sent = 0
    package var failed = 0
  }

  /// What a sender that hangs is waited for at the end.
  private static let farewellSeconds = 1

  package let queue: StreamQueue
  private let work: Work
  private var isEnded = false

  /// Begins to send.
  package init(_ sinks: [any StreamSink], queue: StreamQueue = StreamQueue()) {
    self.queue = queue
    work = Work(sinks, queue)
    var thread = pthread_t()
    let context = Unmanaged.passRetained(work)
    let code = pthread_create(&thread, nil, { Work.run($0) }, context.toOpaque())
    if code == 0 {
      pthread_detach(thread)
    } else {
      // no thread: all is dropped, and counted
      context.release()
      queue.end()
      work.finish()
    }
  }

  /// Sends what is left, and tells what has become of all. A network that hangs is not waited for longer than a second.
  package func end() -> [Count] {
    if !isEnded { queue.end() }
    isEnded = true
    work.wait(seconds: Self.farewellSeconds)
    return work.counts.withLock { $0 }
  }
}

/// What the thread owns.
///
/// `@unchecked Sendable`: the sinks are used by the thread alone, the semaphore's calls are safe from any thread, the rest guards
/// itself.
private final class Work: @unchecked Sendable {
  let counts: Mutex<[StreamSender.Count]>
  private let sinks: [any StreamSink]
  private let queue: StreamQueue
  private let done = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init(_ sinks: [any StreamSink], _ queue: StreamQueue) {
    self.sinks = sinks
    self.queue = queue
    counts = Mutex(sinks.map { StreamSender.Count(name: $0.name) })
    sem_init(done, 0, 0)
  }

  deinit {
    sem_destroy(done)
    done.deallocate()
  }

  static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    let work = Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
    var events: [StreamEvent] = []
    while work.queue.take(into: &events) {
      for event in events {
        for (index, sink) in work.sinks.enumerated() {
          guard let isSent = sink.send(event) else { continue }
          work.counts.withLock { if isSent { $0[index].sent += 1 } else { $0[index].failed += 1 } }
        }
      }
    }
    work.finish()
    return nil
  }

  func finish() { sem_post(done) }

  func wait(seconds: Int) {
    var end = timespec()
    clock_gettime(CLOCK_REALTIME, &end)
    end.tv_sec += seconds
    while sem_timedwait(done, &end) != 0, errno == EINTR {}
    // whoever asks again finds it done
    sem_post(done)
  }
}
