import Glibc

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
