import Glibc

/// A thread of the operating system for audio: first come, first served ahead of all ordinary threads (SCHED_FIFO), where
/// the system allows it.
public struct AudioThread: ~Copyable {
  /// How the system lets the thread run.
  public enum Scheduling: Sendable, Hashable {
    /// SCHED_FIFO with this priority.
    case realtime(priority: Int32)
    /// As any other thread: real time was not asked for, or refused with this error number.
    case ordinary(refusal: Int32)

    /// Ahead of all ordinary threads.
    public var isRealtime: Bool { if case .realtime = self { true } else { false } }
  }

  /// Priority of the capture thread: below the kernel's own interrupt threads (50), above everything ordinary.
  public static let capturePriority: Int32 = 45
  /// Priority of the playback thread. Capture goes first: a late tone is worse than none, lost input is worse than that.
  public static let playbackPriority: Int32 = 44
  private static let stackBytes = 1 << 20

  /// How it runs.
  public let scheduling: Scheduling
  private let thread: pthread_t

  /// Starts a thread, or nothing when the system has no room for one.
  ///
  /// - Parameters:
  ///   - priority: of SCHED_FIFO, 1–99.
  ///   - context: handed to `body`; must stay valid until `join` returns.
  public init?(
    priority: Int32, context: UnsafeMutableRawPointer,
    body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?
  ) {
    var thread = pthread_t()
    var refusal = Self.start(&thread, priority: priority, context, body)
    if refusal == 0 {
      scheduling = .realtime(priority: priority)
    } else {
      if refusal != EPERM { refusal = EAGAIN }
      guard Self.start(&thread, priority: nil, context, body) == 0 else { return nil }
      scheduling = .ordinary(refusal: refusal)
    }
    self.thread = thread
  }

  /// Waits until the thread has ended.
  public consuming func join() { pthread_join(thread, nil) }

  private static func start(
    _ thread: inout pthread_t, priority: Int32?, _ context: UnsafeMutableRawPointer,
    _ body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?
  ) -> Int32 {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackBytes)
    if let priority {
      var parameters = sched_param(sched_priority: priority)
      pthread_attr_setinheritsched(&attributes, Int32(PTHREAD_EXPLICIT_SCHED))
      pthread_attr_setschedpolicy(&attributes, SCHED_FIFO)
      pthread_attr_setschedparam(&attributes, &parameters)
    }
    return pthread_create(&thread, &attributes, body, context)
  }
}

/// An audio thread with the value that it works on, whatever it is: one owner, from making the value to the thread's end.
///
/// The thread and the owner never use the value at the same time: the owner has it before `start` and after `join`.
package final class AudioThreadOwner<Work: ~Copyable> {
  /// How the system lets the thread run; as any other as long as it does not.
  package private(set) var scheduling = AudioThread.Scheduling.ordinary(refusal: EAGAIN)
  private let priority: Int32
  private let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?
  private let work: UnsafeMutablePointer<Work>
  private var thread: AudioThread?
  private var hasWork = true

  /// - Parameter body: what the thread runs; it gets a pointer to the value.
  package init(
    _ work: consuming Work, priority: Int32,
    body: @escaping @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?
  ) {
    self.priority = priority
    self.body = body
    self.work = .allocate(capacity: 1)
    self.work.initialize(to: work)
  }

  /// Starts the thread. To be called once.
  package func start() {
    let started = AudioThread(priority: priority, context: UnsafeMutableRawPointer(work), body: body)
    if let running = consume started {
      scheduling = running.scheduling
      thread = consume running
    }
  }

  /// Waits until the thread, which has been asked to, has ended; at once when there is none.
  package func join() {
    guard let running = thread.take() else { return }
    running.join()
  }

  /// The value, after `join`. To be called once.
  package func take() -> Work {
    join()
    precondition(hasWork, "What a thread works on is taken once.")
    hasWork = false
    return work.move()
  }

  /// Ends the value's life, after `join`, unless it has been taken: before what it points to goes.
  package func destroy() {
    join()
    if hasWork { work.deinitialize(count: 1) }
    hasWork = false
  }

  deinit {
    destroy()
    work.deallocate()
  }
}

/// Keeps the process's memory in RAM, so that no audio thread waits for a page.
public enum MemoryLock {
  /// Locks everything that is mapped now; returns the system's error number when it refuses (limit `memlock`), else nil.
  public static func lockPresent() -> Int32? { mlockall(Int32(MCL_CURRENT)) == 0 ? nil : errno }
}

/// The system's clock that only moves forward (CLOCK_MONOTONIC), in nanoseconds since some moment before the start.
public enum MonotonicClock {
  /// Nanoseconds; usable on the real-time path: a read of shared memory, no call into the kernel.
  @_semantics("no_performance_analysis") @inline(never)
  public static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// Lets the calling thread sleep; a signal may end it sooner. Not for the real-time path.
  public static func sleep(nanoseconds: Int) {
    guard nanoseconds > 0 else { return }
    var time = timespec(tv_sec: nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000)
    nanosleep(&time, nil)
  }
}
