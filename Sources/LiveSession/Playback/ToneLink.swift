import RealtimeSupport
import Synchronization

/// What the playback thread shares with the others.
package struct ToneLink: ~Copyable {
  /// From the thread that runs the core.
  package let commands = SPSCRing<ToneCommand>(capacity: 256)
  /// From the session thread: sounds that do not come from the core.
  package let alerts = SPSCRing<ToneCommand>(capacity: 16)
  /// Nanoseconds from a decision to the first sample at the plug; to the session thread.
  package let latencies = SPSCRing<Int>(capacity: 1024)
  /// Monotonic times at which clicks were handed to the device; to the session thread.
  package let clicks = SPSCRing<Int>(capacity: 1024)
  /// What has become of the device; to the session thread.
  package let news = SPSCRing<ToneNews>(capacity: 64)
  /// Set by the session thread: the playback thread ends.
  package let stop = Atomic<Bool>(false)

  package init() {}
}

/// What has become of the device that plays.
public enum ToneNews: Sendable, Hashable, BitwiseCopyable {
  /// We were too slow, or its clock stood still; it goes on at once.
  case underrun
  /// It is gone, and looked for again and again.
  case gone
  /// It is back.
  case back
}
