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
