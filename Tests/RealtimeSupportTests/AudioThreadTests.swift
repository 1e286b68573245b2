import Glibc
import RealtimeSupport
import Testing

/// The thread runs its body once, as it says that it does.
@Suite struct AudioThreadTests {
  /// What the thread saw of itself.
  private struct Seen {
    var runs = 0
    var policy: Int32 = -1
    var priority: Int32 = -1
    var thread: pthread_t?
  }

  private static let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
    guard let seen = context?.assumingMemoryBound(to: Seen.self) else { return nil }
    var parameters = sched_param()
    pthread_getschedparam(pthread_self(), &seen.pointee.policy, &parameters)
    seen.pointee.priority = parameters.sched_priority
    seen.pointee.thread = pthread_self()
    seen.pointee.runs += 1
    return nil
  }

  @Test func runsOnceAndAsItSays() throws {
    let seen = UnsafeMutablePointer<Seen>.allocate(capacity: 1)
    seen.initialize(to: Seen())
    defer { seen.deallocate() }
    let scheduling = joined(AudioThread(priority: 7, context: UnsafeMutableRawPointer(seen), body: Self.body))
    let thread = try #require(scheduling)
    // joined: what it wrote is there
    #expect(seen.pointee.runs == 1 && seen.pointee.thread != pthread_self())
    switch thread {
    case .realtime(let priority):
      #expect(priority == 7 && seen.pointee.policy == SCHED_FIFO && seen.pointee.priority == 7)
      #expect(thread.isRealtime)
    case .ordinary(let refusal):
      #expect(refusal == EPERM && seen.pointee.policy == SCHED_OTHER)
      #expect(!thread.isRealtime)
    }
  }

  /// Joins it, and tells how it ran.
  private func joined(_ thread: consuming AudioThread?) -> AudioThread.Scheduling? {
    guard let running = consume thread else { return nil }
    let scheduling = running.scheduling
    running.join()
    return scheduling
  }

  @Test func captureGoesBeforePlaybackAndBothBelowTheKernelsOwn() {
    #expect(AudioThread.playbackPriority < AudioThread.capturePriority && AudioThread.capturePriority < 50)
  }

  @Test func theClockOnlyMovesForwardAndSleepLasts() {
    let before = MonotonicClock.now()
    MonotonicClock.sleep(nanoseconds: 2_000_000)
    #expect(MonotonicClock.now() - before >= 2_000_000)
    let times = (0..<1000).map { _ in MonotonicClock.now() }
    #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 })
    MonotonicClock.sleep(nanoseconds: -1)
  }
}
