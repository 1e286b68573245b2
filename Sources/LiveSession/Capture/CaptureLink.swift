import Biofeedback
import EMGUnits
import RealtimeSupport
import Synchronization

/// What capture thread and session thread share. Capture writes the rings, the session reads them; neither waits.
package struct CaptureLink: ~Copyable {
  /// Seconds for which the session thread may be held up, by a slow disk say, before frames miss the recording.
  private static let heldSeconds = 20.0
  private static let mostRawBytes = 64 << 20
  private static let journalEntries = 8192

  /// Everything in order.
  package let journal: SPSCRing<JournalEntry>
  /// The bytes of the frames that the journal tells of.
  package let raw: SPSCRing<UInt8>
  /// For people to look at; points for which there is no room are dropped.
  let envelope = SPSCRing<EnvelopePoint>(capacity: 1024)
  /// Set by the session thread: the capture thread ends.
  package let stop = Atomic<Bool>(false)
  /// Monotonic time of the capture thread's latest turn; the session thread sees by it that a driver does not return.
  package let beat = Atomic<Int>(MonotonicClock.now())
  /// Entries for which there was no room.
  package let overflows = Atomic<Int>(0)

  package init(rate: Int, frameBytes: Int) {
    let wanted = Int(bounded: Self.heldSeconds * Double(rate)) * frameBytes
    raw = SPSCRing(capacity: min(wanted, Self.mostRawBytes))
    journal = SPSCRing(capacity: Self.journalEntries)
  }

  /// Adds to the journal; what it has no room for is counted.
  @_noLocks
  func tell(_ entry: JournalEntry) {
    if !journal.push(entry) { overflows.add(1, ordering: .relaxed) }
  }
}

/// Hands raw frames to the session thread; when that is held up for too long they miss the recording, and that is told.
struct FrameOutlet: BitwiseCopyable {
  private let link: UnsafeMutablePointer<CaptureLink>
  private let frameBytes: Int
  /// Frames that the journal had no room to tell of.
  private var untold = 0

  /// `link` must outlive it.
  init(_ link: UnsafeMutablePointer<CaptureLink>, frameBytes: Int) {
    self.link = link
    self.frameBytes = frameBytes
  }

  /// `entry` is what the journal says of the frames.
  @_noLocks
  mutating func keep(_ bytes: UnsafePointer<UInt8>, frames: Int, _ entry: JournalEntry) {
    if untold > 0 && link.pointee.journal.push(.unrecorded(untold)) { untold = 0 }
    let hasRoom = link.pointee.journal.count < link.pointee.journal.capacity
    guard untold == 0, hasRoom, link.pointee.raw.push(bytes, count: frames * frameBytes) else {
      untold += frames
      return
    }
    link.pointee.tell(entry)
  }
}

/// What the capture thread tells the session thread, in the order in which it happened.
package enum JournalEntry: BitwiseCopyable {
  /// So many frames lie in the raw ring; what the core has to tell about them follows. They were read at a monotonic time, so
  /// many nanoseconds after the last of them had arrived. The block before them took `busy` nanoseconds.
  case frames(Int, readAt: Int, lateness: Int, busy: Int)
  /// The time stamp of the last of the frames that follow, of a stream, in nanoseconds of its clock.
  case stamp(Int)
  /// Frames that the device lost, on the input's clock.
  case gap(Int)
  /// Frames that the core has seen but for which there was no room on the way to the recording.
  case unrecorded(Int)
  /// What the core tells.
  case event(PipelineEvent)
  /// The device has stopped delivering.
  case interrupted(InputTrouble)
  /// It delivers again; so many frames were lost in all.
  case resumed(lost: Int)
}

/// Why a device delivers nothing.
public enum InputTrouble: String, Sendable, Hashable, BitwiseCopyable, CaseIterable {
  /// We were too slow: its buffer overran.
  case overrun
  /// The computer or the device was put to sleep.
  case suspended
  /// No data and no error.
  case stalled
  /// Unplugged, or its sound server ended.
  case gone
  /// The library refuses for another reason.
  case failed
  /// Frames of a stream are missing; nothing else is wrong with it.
  case streamGap = "stream-gap"
  /// A stream brings nothing, though its sender is there.
  case streamStalled = "stream-stalled"
  /// The sender of a stream has gone.
  case streamGone = "stream-gone"
  /// A stream of that name is there, but not as it was.
  case streamChanged = "stream-changed"

  /// What an error code of the library means.
  package init(code: Int32) {
    self =
      switch -code {
      case 32: .overrun  // EPIPE
      case 86: .suspended  // ESTRPIPE
      case 19, 5, 77, 111: .gone  // ENODEV, EIO, EBADFD, ECONNREFUSED
      default: .failed
      }
  }
}
