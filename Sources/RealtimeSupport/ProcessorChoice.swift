import CScheduler

/// Where a thread runs.
public enum ProcessorChoice {
  /// Processors in a set, as in the C library's.
  private static let most = 1024

  /// The processor on which the calling thread is just now; nil where the system does not tell.
  public static var current: Int? {
    let processor = Int(sched_getcpu())
    return processor < 0 ? nil : processor
  }

  /// Moves the calling thread to another processor than `busy`, if it may run on one; from there on the system decides
  /// again.
  ///
  /// Two threads that hand work to each other may else share a processor for many milliseconds beside an idle one: the
  /// system evens out only what it finds waiting when it looks.
  public static func leave(_ busy: Int) {
    var allowed = [UInt64](repeating: 0, count: most / 64)
    let size = most / 8
    guard (0..<most).contains(busy), sched_getaffinity(0, size, &allowed) >= 0 else { return }
    var others = allowed
    others[busy / 64] &= ~(1 << UInt64(busy % 64))
    guard others.contains(where: { $0 != 0 }), sched_setaffinity(0, size, others) == 0 else { return }
    _ = sched_setaffinity(0, size, allowed)
  }
}
